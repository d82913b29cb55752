import BelayLanguage
import BelaySource

/// Questions: a person's answer is asked for, kept in the journal, and an end of input is a no.
extension Interpreter {
    func confirm(
        _ words: ValueExpression, at span: Span, _ frame: Frame, _ scope: Scope
    ) async throws(Interruption) -> Flow {
        let text = try await text(words, frame, scope)
        return try await questioned(text, at: span, scope) { () async throws(Interruption) -> Void in
            let question = Question(kind: .confirm, step: scope.step, text: text)
            guard let answer = try await answer(question, at: span, scope) else { return }
            if answer != .yes {
                throw .failed(failure(.fail, "“\(text.shown)” was not confirmed", at: span, scope))
            }
        }
    }

    func passPointOfNoReturn(
        _ words: ValueExpression, at span: Span, _ frame: Frame, _ scope: Scope
    ) async throws(Interruption) -> Flow {
        let text = try await text(words, frame, scope)
        guard let lock = program.lock else { preconditionFailure("a checked point of no return has a lock") }
        let wanted = try await self.text(lock, Frame(globals: frame.globals, locals: []), scope)
        return try await questioned(text, at: span, scope) { () async throws(Interruption) -> Void in
            performer.observe(.said(scope.step, .pointOfNoReturn(text.shown)))
            let question = Question(kind: .pointOfNoReturn(lock: wanted), step: scope.step, text: text)
            guard let answer = try await answer(question, at: span, scope) else { return }
            guard case .text(let typed) = answer, typed == wanted.known else {
                let words = "the point of no return was not confirmed with the text of the lock, \(wanted.shown)"
                throw .failed(failure(.fail, words, at: span, scope))
            }
            scope.undoLog.append(.pointOfNoReturn(source(span)), turns: scope.turns)
        }
    }

    func ask(
        _ ask: Ask, at span: Span, _ frame: inout Frame, _ scope: Scope
    ) async throws(Interruption) -> Flow {
        let known = recall(scope)?.value(of: ask.name, in: scope.step)
        if let known, !known.holdsSecret || performer.isPast || performer.onlyRecalls {
            if known.holdsSecret {
                forget(ask.name, ask.target, &frame, scope)
            } else {
                try keep(known, as: ask.name, ask.target, at: span, &frame, scope)
            }
            return .next
        }
        let text = try await text(ask.text, frame, scope)
        var defaultValue: Value?
        if let expression = ask.defaultValue {
            let declaration = Declaration(name: "`\(ask.name)`", type: ask.type)
            defaultValue = try fitted(
                try await evaluate(expression, frame, scope), to: declaration, from: expression, scope)
        }
        let fallback = defaultValue
        let value: Value = try await reported(.question, text, at: span, scope) {
            () async throws(Interruption) -> Value in
            let kind = Question.Kind.ask(name: ask.name, type: ask.type, defaultValue: fallback?.shown)
            let question = Question(kind: kind, step: scope.step, text: text)
            guard let answer = try await answer(question, at: span, scope) else { return .unknown(ask.name) }
            switch answer {
            case .text(let typed):
                do throws(ReadingProblem) {
                    return try Value(reading: typed, as: ask.type)
                } catch {
                    throw .failed(failure(.fail, "the answer for `\(ask.name)` \(error.message)", at: span, scope))
                }
            case .yes, .no, .retry, .waitLonger, .runHandlers, .skip, .stop, .happened, .didNotHappen, .none:
                if let fallback { return fallback }
                throw .failed(failure(.fail, "nobody answered “\(text.shown)”", at: span, scope))
            }
        }
        try keep(value, as: ask.name, ask.target, at: span, &frame, scope)
        return .next
    }

    func manual(
        _ words: ValueExpression, until condition: ValueExpression?, at span: Span, _ frame: Frame, _ scope: Scope
    ) async throws(Interruption) -> Flow {
        let text = try await text(words, frame, scope)
        return try await questioned(text, at: span, scope) { () async throws(Interruption) -> Void in
            var shown = text
            while true {
                let question = Question(
                    kind: .manual(hasCondition: condition != nil), step: scope.step, text: shown)
                let answer = try await answer(question, at: span, scope)
                if let answer, answer != .yes {
                    throw .failed(failure(.fail, "“\(text.shown)” was not done", at: span, scope))
                }
                guard let condition else { return }
                let verdict = try await judge(condition, frame, scope)
                if answer == nil { return }
                switch verdict {
                case .yes, .undecided: return
                case .no, .cannot: shown = PlannedText("\(text.shown) Not yet: \(verdict.seen).")
                }
            }
        }
    }

    private func questioned(
        _ title: PlannedText, at span: Span, _ scope: Scope, _ body: () async throws(Interruption) -> Void
    ) async throws(Interruption) -> Flow {
        try await reported(.question, title, at: span, scope, body)
        return .next
    }

    /// `nil` in a plan.
    private func answer(
        _ question: Question, at span: Span, _ scope: Scope
    ) async throws(Interruption) -> Answer? {
        guard let answer = try await performer.answer(question, patience: patience(scope)) else { return nil }
        if case .text(let typed) = answer, question.isSecret { performer.conceal(typed) }
        let written: String
        switch answer {
        case .text(let typed): written = question.isSecret ? "secret" : typed
        case .yes: written = "yes"
        case .no, .none, .retry, .waitLonger, .runHandlers, .skip, .stop, .happened, .didNotHappen: written = "no"
        }
        try note(
            .answered(.init(step: question.step, question: performer.redacted(question.text.shown), answer: written)),
            at: span, scope)
        return answer
    }

    enum HoldDecision {
        case goOutward
        case retry
        case waitLonger
        case skip
    }

    /// At a terminal every failure first holds, once, where it arose.
    func hold(
        _ trouble: Trouble, at statement: Statement, _ frame: Frame, _ scope: Scope
    ) async throws(Interruption) -> HoldDecision {
        guard performer.holdsFailures, !scope.isProbing, !scope.isRetried, statement.kind.isLeaf,
            trouble.failure.step == scope.step
        else { return .goOutward }
        if recall(scope)?.failure(at: scope.step) != nil { return .goOutward }
        let canWait = if case .await = statement.kind { true } else { false }
        let question = Question(
            kind: .hold(trouble.failure, canWaitLonger: canWait, handlers: scope.handlers), step: scope.step,
            text: PlannedText(trouble.failure.message))
        let standpoint = Standpoint(self, at: statement.span, failure: trouble.failure, frame: frame, scope: scope)
        switch try await performer.hold(question, from: standpoint, patience: patience(scope)) {
        case .retry: return .retry
        case .waitLonger: return canWait ? .waitLonger : .retry
        case .skip(let reason):
            performer.observe(
                .stepFinished(
                    StepEnd(step: scope.step, kind: .command, ending: .skipped(reason), duration: .zero)))
            try note(.left(scope.step, .skipped(reason)), at: statement.span, scope)
            return .skip
        case .stop: throw .stopped(trouble)
        case .runHandlers, .yes, .no, .text, .happened, .didNotHappen, .some(.none), nil: return .goOutward
        }
    }
}

extension Statement.Kind {
    /// A statement that holds no other: where a failure arises, and where it can be retried.
    var isLeaf: Bool {
        switch self {
        case .command, .bind, .edit, .await, .expect, .confirm, .ask, .manual, .pointOfNoReturn, .say, .fail,
            .doneWhen, .give:
            true
        case .call, .phase, .step, .choice, .loop, .guarded, .onFailure, .always, .unwind, .recover, .place, .via,
            .retry, .within, .withInput, .withEnvironment:
            false
        }
    }
}
