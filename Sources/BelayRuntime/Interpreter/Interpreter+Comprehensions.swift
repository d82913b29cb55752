import BelayLanguage
import BelaySource

/// Lists that are made of others. What is asked for an element has the number of a `for`: `1.2[a]` for its `where`,
/// `1.2[a].1` for what it gives.
extension Interpreter {
    func list(
        _ made: Comprehension, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        let isKept = context.purpose.isKept
        let all = try await elements(of: made.head, isKept: isKept, frame, context)
        var values: [Value] = []
        var isKnown = true
        for element in try await chosen(all, by: made.head, isKept: isKept, frame, context) {
            let value = try await value(of: element, in: made, isKept: isKept, frame, context)
            if element.position == nil || element.isOpen { isKnown = false }
            values.append(value)
        }
        return isKnown ? .list(values) : .unknown(source(span))
    }

    private func value(
        of element: LoopElement, in made: Comprehension, isKept: Bool, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        guard let value = made.value else { return element.value }
        var frame = frame
        frame[made.head.target] = element.value
        let inner = context.forIteration(at: element.step(in: context)).forStatement(1)
        guard element.isOpen, let condition = made.head.condition, value.asks else {
            // Secrets are not in a journal.
            let isWritten = isKept && !value.type.isSecret
            return isWritten
                ? try await remembered(value, as: .result, frame, inner) : try await evaluate(value, frame, inner)
        }
        let fixed = frame
        return try await conditional("if", condition, fixed, inner) { () async throws(Interruption) -> Value in
            try await evaluate(value, fixed, inner)
        }
    }
}
