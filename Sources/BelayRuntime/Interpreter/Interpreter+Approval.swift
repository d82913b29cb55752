import BelayData
import BelayLanguage
import BelaySource

/// `approval "T" by N within D`: others say yes. Nobody who runs the runbook can, and nobody waits: a run without them stops here,
/// and continues when it is resumed and they are there.
extension Interpreter {
    func approval(
        _ approval: ApprovalStatement, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let text = try await text(approval.text, frame, context)
        return try await questioned(text, at: span, context) { () async throws(Interruption) -> Void in
            var wanted = WantedApprovals(count: 1)
            if let count = approval.count { wanted.count = try await number(of: count, frame, context) }
            if let within = approval.within { wanted.within = try await duration(within, frame, context) }
            let question = Question(kind: .approval(wanted), step: context.step, text: text)
            guard let answer = try await answer(question, at: span, context) else { return }
            switch answer {
            case .approved: return
            case .rejected(let words):
                throw .refused(failure(.fail, "rejected: “\(text.shown)”: \(words)", at: span, context))
            case .unapproved(let words): throw .undecided(unapproved(words, at: span, context))
            case .yes, .no, .seen, .text, .retry, .waitLonger, .runHandlers, .skip, .give, .stop, .happened,
                .didNotHappen, .none:
                throw .undecided(unapproved("nobody has approved “\(text.shown)”", at: span, context))
            }
        }
    }

    private func unapproved(_ words: String, at span: Span, _ context: ExecutionContext) -> PropagatedFailure {
        PropagatedFailure(failure: failure(.approval, words, at: span, context))
    }

    /// Nil where a plan does not know it.
    private func number(
        of expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Int? {
        switch try await evaluate(expression, frame, context) {
        case .unknown: return nil
        case .number(let number):
            if let count = number.int, (1..<1_000).contains(count) { return count }
            let words = "`\(source(expression.span))` is \(number.text), not a whole number of one or more"
            throw .failed(failure(.fail, words, at: expression.span, context))
        case let other:
            let words = "`\(source(expression.span))` is \(other.shown), not a whole number of one or more"
            throw .failed(failure(.fail, words, at: expression.span, context))
        }
    }
}
