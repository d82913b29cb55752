import BelayLanguage
import BelaySource

/// Questions: a person's answer is asked for, kept in the journal, and an end of input is a no.
extension Interpreter {
    func confirm(
        _ words: ValueExpression, at span: Span, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let text = try await text(words, frame, scope)
        return try await questioned(text, at: span, scope) { () async throws(Interruption) -> Void in
            let question = Question(kind: .confirm, step: scope.step, text: text)
            guard let answer = try await answer(question, at: span, scope) else { return }
            if answer != .yes {
                throw .refused(failure(.fail, "“\(text.shown)” was not confirmed", at: span, scope))
            }
        }
    }

    func passPointOfNoReturn(
        _ words: ValueExpression, at span: Span, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let text = try await text(words, frame, scope)
        guard let lock = program.lock else { preconditionFailure("a checked point of no return has a lock") }
        let wanted = try await self.text(lock, Frame(globals: frame.globals, locals: []), scope)
        return try await questioned(text, at: span, scope) { () async throws(Interruption) -> Void in
            performer.observe(.said(scope.step, .pointOfNoReturn(text.shown)))
            let question = Question(kind: .pointOfNoReturn(lock: wanted), step: scope.step, text: text)
            guard let answer = try await answer(question, at: span, scope) else { return }
            // An Enter alone passes nothing, whatever the lock has come to be.
            guard case .text(let typed) = answer, typed == wanted.known, !typed.isBlank else {
                let words = "the point of no return was not confirmed with the text of the lock"
                throw .refused(failure(.fail, words, at: span, scope))
            }
        } ended: { number in
            scope.undoLog.append(.pointOfNoReturn(source(span)), iterations: scope.position.iterations, order: number)
        }
    }

    func ask(
        _ ask: Ask, at span: Span, _ frame: inout Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let known = recall(scope)?.value(of: ask.name, in: scope.step)
        if let known, !known.holdsSecret || mode.mayNotKnow {
            let value: Value =
                known.holdsSecret
                ? regained(.unknown(ask.name), as: ask.name, ask.type, .typed, scope) : known
            try keep(value, as: ask.name, ask.target, at: span, &frame, scope)
            return .next
        }
        let text = try await text(ask.text, frame, scope)
        var defaultValue: Value?
        if let expression = ask.defaultValue {
            defaultValue = try fitted(
                try await evaluate(expression, frame, scope), to: Declaration(name: "`\(ask.name)`", type: ask.type),
                from: expression, scope)
        }
        let fallback = defaultValue
        let value: Value = try await reported(.question, text, at: span, scope) {
            () async throws(Interruption) -> Value in
            let kind = Question.Kind.ask(name: ask.name, type: ask.type, defaultValue: fallback?.shown)
            let question = Question(kind: kind, step: scope.step, text: text)
            guard let answer = try await answer(question, at: span, scope) else { return .unknown(ask.name) }
            switch answer {
            case .text(let typed):
                let given: Value
                do throws(ReadingProblem) {
                    given = try Value(reading: typed, as: ask.type)
                } catch {
                    throw .failed(failure(.fail, "the answer for `\(ask.name)` \(error.message)", at: span, scope))
                }
                performer.conceal(given)
                let lost = regained(given, as: ask.name, ask.type, .typed, scope)
                if let secret = performer.lostSecret(of: lost) {
                    throw missing(ask.name, secret.mismatchWords, at: span, scope)
                }
                return given
            case .yes, .no, .retry, .waitLonger, .runHandlers, .skip, .give, .stop, .happened, .didNotHappen, .none:
                if let fallback { return fallback }
                throw .failed(failure(.fail, "nobody answered “\(text.shown)”", at: span, scope))
            }
        }
        try keep(value, as: ask.name, ask.target, at: span, &frame, scope)
        return .next
    }

    func manual(
        _ words: ValueExpression, until condition: ValueExpression?, at span: Span, _ frame: Frame,
        _ scope: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let text = try await text(words, frame, scope)
        return try await questioned(text, at: span, scope) { () async throws(Interruption) -> Void in
            var shown = text
            while true {
                let question = Question(
                    kind: .manual(hasCondition: condition != nil), step: scope.step, text: shown)
                let answer = try await answer(question, at: span, scope)
                if let answer, answer != .yes {
                    throw .refused(failure(.fail, "“\(text.shown)” was not done", at: span, scope))
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
        _ title: PlannedText, at span: Span, _ scope: ExecutionContext, _ body: () async throws(Interruption) -> Void,
        ended: (_ number: Int) -> Void = { _ in }
    ) async throws(Interruption) -> ControlFlow {
        try await reported(.question, title, at: span, scope, body, ended: ended)
        return .next
    }

    /// `nil` in a plan.
    private func answer(
        _ question: Question, at span: Span, _ scope: ExecutionContext
    ) async throws(Interruption) -> Answer? {
        guard let answer = try await performer.answer(question, patience: patience(scope)) else { return nil }
        if case .text(let typed) = answer, question.isSecret { performer.conceal(.secret(typed)) }
        let written: String
        switch answer {
        case .text(let typed): written = question.isSecret ? SecretSearch.mark : typed
        case .yes: written = "yes"
        case .no, .none, .retry, .waitLonger, .runHandlers, .skip, .give, .stop, .happened, .didNotHappen:
            written = "no"
        }
        try note(
            .answered(.init(step: question.step, question: performer.redacted(question.text.shown), answer: written)),
            at: span, scope)
        return answer
    }
}
