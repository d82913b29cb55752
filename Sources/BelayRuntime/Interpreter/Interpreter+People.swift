import BelayLanguage
import BelaySource

/// Questions: a person's answer is asked for, kept in the journal, and an end of input is a no.
extension Interpreter {
    func confirm(
        _ words: ValueExpression, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let text = try await text(words, frame, context)
        return try await questioned(text, at: span, context) { () async throws(Interruption) -> Void in
            let question = Question(kind: .confirm, step: context.step, text: text)
            guard let answer = try await answer(question, at: span, context) else { return }
            if answer != .yes {
                throw .refused(failure(.fail, "not confirmed: “\(text.shown)”", at: span, context))
            }
        }
    }

    func passPointOfNoReturn(
        _ words: ValueExpression, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let text = try await text(words, frame, context)
        guard let lock = program.lock else { preconditionFailure("a checked point of no return has a lock") }
        let wanted = try await self.text(lock, Frame(globals: frame.globals, locals: []), context)
        return try await questioned(text, at: span, context) { () async throws(Interruption) -> Void in
            performer.observe(.said(context.step, .pointOfNoReturn(text.shown)))
            let question = Question(kind: .pointOfNoReturn(lock: wanted), step: context.step, text: text)
            guard let answer = try await answer(question, at: span, context) else { return }
            // An Enter alone passes nothing, whatever the lock has come to be.
            guard case .text(let typed) = answer, typed == wanted.known, !typed.isBlank else {
                let words = "not confirmed: the text of the lock was expected"
                throw .refused(failure(.fail, words, at: span, context))
            }
        }
    }

    func ask(
        _ ask: Ask, at span: Span, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let known = recall(context)?.value(of: .variable(ask.name), in: context.step)
        if let known, !known.holdsSecret || mode.mayNotKnow {
            let value: Value =
                known.holdsSecret
                ? regained(.unknown(ask.name), as: .variable(ask.name), ask.type, .typed, context) : known
            try keep(value, as: ask.name, ask.target, at: span, &frame, context)
            return .next
        }
        let text = try await text(ask.text, frame, context)
        var defaultValue: Value?
        if let expression = ask.defaultValue {
            defaultValue = try fitted(
                try await evaluate(expression, frame, context),
                to: Declaration(subject: .name(ask.name), type: ask.type), from: expression, context)
        }
        let fallback = defaultValue
        let value: Value = try await reported(.question, text, at: span, context) {
            () async throws(Interruption) -> Value in
            let kind = Question.Kind.ask(name: ask.name, type: ask.type, defaultValue: fallback?.shown)
            let question = Question(kind: kind, step: context.step, text: text)
            guard let answer = try await answer(question, at: span, context) else { return .unknown(ask.name) }
            switch answer {
            case .text(let typed):
                let given: Value
                do throws(ReadingProblem) {
                    given = try Value(reading: typed, as: ask.type)
                } catch {
                    throw .failed(failure(.fail, "the answer for `\(ask.name)` \(error.message)", at: span, context))
                }
                performer.hide(given)
                let lost = regained(given, as: .variable(ask.name), ask.type, .typed, context)
                if let secret = performer.lostSecret(of: lost) {
                    throw missing(ask.name, secret.mismatchWords, at: span, context)
                }
                return given
            case .yes, .no, .seen, .approved, .rejected, .unapproved, .retry, .waitLonger, .runHandlers, .skip, .give,
                .stop, .happened, .didNotHappen, .none:
                if let fallback { return fallback }
                throw .failed(failure(.fail, "nobody answered “\(text.shown)”", at: span, context))
            }
        }
        try keep(value, as: ask.name, ask.target, at: span, &frame, context)
        return .next
    }

    func questioned(
        _ title: PlannedText, at span: Span, _ context: ExecutionContext, _ body: () async throws(Interruption) -> Void
    ) async throws(Interruption) -> ControlFlow {
        try await reported(.question, title, at: span, context, body)
        return .next
    }

    /// `nil` in a plan.
    func answer(
        _ question: Question, at span: Span, _ context: ExecutionContext
    ) async throws(Interruption) -> Answer? {
        guard let answer = try await performer.answer(question, patience: patience(context)) else { return nil }
        if case .text(let typed) = answer, question.isSecret { performer.hide(.secret(Secret(typed))) }
        try note(answer, to: question, at: span, context)
        return answer
    }

    /// Writes down what a person said, or that it was seen.
    func note(
        _ answer: Answer, to question: Question, at span: Span, _ context: ExecutionContext
    ) throws(Interruption) {
        guard let asked = question.asked else { return }
        let answer = question.isSecret ? answer.withoutSecret : answer
        try note(
            .answered(.init(step: question.step, asked: asked, question: question.text.shown, answer: answer)),
            at: span, context)
    }
}
