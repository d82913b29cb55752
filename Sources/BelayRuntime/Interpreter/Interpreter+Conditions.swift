import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// Conditions have three answers, and in a plan a fourth: not decided before the run.
extension Interpreter {
    func judge(
        _ expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ConditionResult {
        let verdict = try await weigh(expression, frame, context)
        guard case .undecided(let name) = verdict, !mode.mayNotKnow else { return verdict }
        return .cannot(failure(.fail, "`\(name)` has no value", at: expression.span, context))
    }

    private func weigh(
        _ expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ConditionResult {
        switch expression.kind {
        case .status(let command): return try await status(of: command, frame, context)
        case .holds(let call): return try await ask(call, frame, context)
        case .not(let operand):
            switch try await judge(operand, frame, context) {
            case .yes: return .no("`\(source(operand.span))` holds")
            case .no: return .yes
            case .cannot(let failure): return .cannot(failure)
            case .undecided(let name): return .undecided(name)
            }
        case .infix(let left, let operation, let right):
            switch operation {
            case .and: return try await both(left, right, frame, context)
            case .or: return try await either(left, right, frame, context)
            case .is, .isNot, .in, .notIn, .contains, .matches, .beginsWith, .endsWith, .less, .lessOrEqual, .greater,
                .greaterOrEqual:
                return try await answered { () async throws(Interruption) -> ConditionResult in
                    try await compare(left, operation, right, frame, context)
                }
            case .plus, .minus, .times, .divided, .matching, .joined, .split, .filled, .with:
                return try await truth(of: expression, frame, context)
            }
        case .constant, .variable, .text, .list, .record, .output, .gives, .conditional, .unary, .part,
            .sorted, .comprehension, .reached, .replacing, .converted:
            return try await truth(of: expression, frame, context)
        }
    }

    /// A failure while a condition is asked means that it could not be asked.
    private func answered(
        _ body: () async throws(Interruption) -> ConditionResult
    ) async throws(Interruption) -> ConditionResult {
        do {
            return try await body()
        } catch .trouble(let trouble) {
            return .cannot(trouble.failure)
        } catch {
            throw error
        }
    }

    /// Status 0 is true; 1 is false, and so is any that the command takes as no.
    private func status(
        of command: Command, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ConditionResult {
        try await answered { () async throws(Interruption) -> ConditionResult in
            let effect = try await effect(of: command, isCaptured: false, frame, context)
            guard let outcome = try await performed(effect, frame, context) else {
                return .undecided(effect.script.shown)
            }
            switch outcome.ending {
            case .exited(0): return .yes
            case .exited(1) where outcome.isOfShell:
                return .cannot(failure(of: outcome, effect))
            case .exited(let status) where command.statusesOfNo.contains(status):
                let said = outcome.tail.isEmpty ? "" : ": \(outcome.tail.split(separator: "\n").last ?? "")"
                return .no("`\(performer.redacted(effect.script.shown))` says no\(said)")
            case .exited(let status) where CommandOutcome.isAnswer(status):
                var failure = failure(of: outcome, effect)
                failure.message += ", \(neither(status, command, failure.command))"
                return .cannot(failure)
            case .exited, .signalled, .timedOut, .unreachable, .notStarted, .unknown, .fileFailed, .cancelled:
                return .cannot(failure(of: outcome, effect))
            }
        }
    }

    private func both(
        _ left: ValueExpression, _ right: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ConditionResult {
        let first = try await judge(left, frame, context)
        switch first {
        case .no, .cannot: return first
        case .yes: return try await judge(right, frame, context)
        case .undecided:
            let second = try await judge(right, "if", left, frame, context)
            if case .no = second { return second }
            return first
        }
    }

    private func either(
        _ left: ValueExpression, _ right: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ConditionResult {
        let first = try await judge(left, frame, context)
        switch first {
        case .yes, .cannot: return first
        case .no(let seen):
            let second = try await judge(right, frame, context)
            if case .no(let more) = second { return .no("\(seen), and \(more)") }
            return second
        case .undecided:
            let second = try await judge(right, "unless", left, frame, context)
            if case .yes = second { return second }
            return first
        }
    }

    private func truth(
        of expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ConditionResult {
        try await answered { () async throws(Interruption) -> ConditionResult in
            let value = try await evaluate(expression, frame, context)
            switch value {
            case .flag(true): return .yes
            case .flag(false): return .no("`\(source(expression.span))` is no")
            case .unknown(let name): return .undecided(name)
            case .text, .number, .duration, .time, .host, .secret, .list, .record, .none:
                let words = "`\(source(expression.span))` is \(value.kindName), not yes or no"
                throw .failed(failure(.fail, words, at: expression.span, context))
            }
        }
    }

    func expect(
        _ condition: ValueExpression, _ message: ValueExpression?, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) {
        let begun = performer.now
        let title = await words(condition, frame, context)
        if !context.isProbing {
            performer.observe(.stepStarted(StepStart(step: context.step, kind: .expect, title: title, span: span)))
        }
        do {
            try await settle(try await judge(condition, frame, context), message, at: span, frame, context)
        } catch {
            if context.isProbing { throw error }
            finish(context.step, .expect, ending(of: error), since: begun)
            throw error.reported(at: context.step)
        }
        if context.isProbing { return }
        finish(context.step, .expect, .done, since: begun)
    }

    private func settle(
        _ verdict: ConditionResult, _ message: ValueExpression?, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) {
        switch verdict {
        case .yes: return
        case .undecided: context.purpose.undecided?.isUndecided = true
        case .no(let seen):
            let words = if let message { try await text(message, frame, context).shown } else { seen }
            throw .failed(failure(.expect, words, at: span, context), truth: .no)
        case .cannot(var failure):
            failure.step = context.step
            throw .failed(failure)
        }
    }
}

extension ValueExpression {
    /// Written out in the runbook, so that a message need not say it again.
    var isConstant: Bool {
        switch kind {
        case .constant: true
        case .list(let elements): elements.allSatisfy(\.isConstant)
        case .text(let pieces): pieces.allSatisfy { if case .literal = $0 { true } else { false } }
        case .variable, .record, .status, .output, .holds, .gives, .conditional, .not, .infix, .unary, .part,
            .sorted, .comprehension, .reached, .replacing, .converted:
            false
        }
    }
}
