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
            case .plus, .minus, .times, .divided, .matching, .joined, .split, .with:
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

    private func compare(
        _ left: ValueExpression, _ operation: InfixOperator, _ right: ValueExpression, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> ConditionResult {
        let first = try await evaluate(left, frame, context)
        let second = try await evaluate(right, frame, context)
        if let name = first.unknownName ?? second.unknownName { return .undecided(name) }
        try requireField(first, left, against: second, context)
        try requireField(second, right, against: first, context)
        let holds = try await relation(first, operation, second, left, right, frame, context)
        return holds ? .yes : .no(seen(first, left, operation, second, right))
    }

    /// A field that is not there decides nothing but whether it is there: a name may be misspelt, or the data of another kind.
    private func requireField(
        _ value: Value, _ expression: ValueExpression, against other: Value, _ context: ExecutionContext
    ) throws(Interruption) {
        guard case .none = value, expression.reachesInside, expression.type == .any, !other.isOrHoldsNone else {
            return
        }
        let words =
            "`\(source(expression.span))` has no value, since that field is missing; check first whether it `is none`"
        throw .failed(failure(.fail, words, at: expression.span, context))
    }

    private func relation(
        _ first: Value, _ operation: InfixOperator, _ second: Value, _ left: ValueExpression,
        _ right: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Bool {
        switch operation {
        case .is: return first.isSame(as: second)
        case .isNot: return !first.isSame(as: second)
        case .in, .notIn:
            guard case .list(let elements) = second else {
                throw unordered(first, operation, second, at: right.span, context)
            }
            return elements.contains { $0.isSame(as: first) } == (operation == .in)
        case .contains:
            if case .list(let elements) = first { return elements.contains { $0.isSame(as: second) } }
            if case .record(let fields) = first, let name = second.text { return fields.contains { $0.name == name } }
            guard let text = first.text(hiding: performer.redactor),
                let part = second.text(hiding: performer.redactor)
            else {
                throw unordered(first, operation, second, at: left.span, context)
            }
            return part.isEmpty || text.hasBytes(part)
        case .matches:
            guard let text = first.text(hiding: performer.redactor),
                let pattern = try await pattern(right, frame, context)
            else {
                throw unordered(first, operation, second, at: left.span, context)
            }
            return pattern.matches(text)
        case .beginsWith, .endsWith:
            guard let text = first.text(hiding: performer.redactor),
                let part = second.text(hiding: performer.redactor)
            else {
                throw unordered(first, operation, second, at: left.span, context)
            }
            return operation == .beginsWith ? text.startsWithBytes(of: part) : text.endsWithBytes(of: part)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            let swapped = operation == .greater || operation == .lessOrEqual
            guard let order = swapped ? second.precedes(first) : first.precedes(second) else {
                throw unordered(first, operation, second, at: left.span, context)
            }
            return operation == .less || operation == .greater ? order : !order
        case .or, .and, .plus, .minus, .times, .divided, .matching, .joined, .split, .with:
            preconditionFailure("only comparisons are compared")
        }
    }

    private func unordered(
        _ first: Value, _ operation: InfixOperator, _ second: Value, at span: Span, _ context: ExecutionContext
    ) -> Interruption {
        let words = "\(first.kindName) and \(second.kindName) cannot be compared with `\(operation.rawValue)`"
        return .failed(failure(.fail, words, at: span, context))
    }

    /// The values seen instead, naming what the reader cannot read off the runbook.
    private func seen(
        _ first: Value, _ left: ValueExpression, _ operation: InfixOperator, _ second: Value, _ right: ValueExpression
    ) -> String {
        var words = "`\(source(left.span)) \(operation.rawValue) \(source(right.span))` does not hold"
        var facts: [String] = []
        if !left.isConstant { facts.append("\(source(left.span)) is \(shortened(first))") }
        if !right.isConstant { facts.append("\(source(right.span)) is \(shortened(second))") }
        if !facts.isEmpty { words += ": " + facts.joined(separator: ", ") }
        return words
    }

    private func shortened(_ value: Value) -> String {
        let shown = value.shown
        if shown.isEmpty { return "empty" }
        return shown.count > 200 ? "\(shown.prefix(200))…" : shown
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

    /// Its value is a part of another, which may not have it.
    fileprivate var reachesInside: Bool {
        switch kind {
        case .variable(let variable): !variable.accesses.isEmpty
        case .reached: true
        default: false
        }
    }
}

extension Value {
    /// Something that may be absent is among what this is compared with.
    fileprivate var isOrHoldsNone: Bool {
        switch self {
        case .none: true
        case .list(let elements): elements.contains(.none)
        case .text, .number, .flag, .duration, .time, .host, .secret, .record, .unknown: false
        }
    }
}
