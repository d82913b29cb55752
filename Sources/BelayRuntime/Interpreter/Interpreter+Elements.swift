import BelayLanguage
import BelaySource

/// An element of what a loop goes through.
struct LoopElement {
    /// Nil where a plan does not know the list.
    var position: Int?
    var value: Value
    /// No other element of the list has it.
    var label: String
    /// A plan does not know whether the `where` holds for it.
    var isOpen = false

    func step(in context: ExecutionContext) -> StepPath {
        context.step.appending(.element(position: position, label: label))
    }
}

/// The elements of a loop: those of its list, and of these the ones for which its `where` holds. All of them are chosen before
/// the first one's turn, each under its own number, so that a resumed loop goes through the same ones.
extension Interpreter {
    /// - Parameter isKept: what was asked for it is written down, so that a resumed run has the same.
    func elements(
        of head: LoopHead, isKept: Bool, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> [LoopElement] {
        let list =
            isKept
            ? try await remembered(head.list, as: .loopList(variable: head.name), frame, context)
            : try await evaluate(head.list, frame, context)
        switch list {
        case .list(let values):
            var labels: [String] = []
            for value in values { labels.append(try await label(value, of: head, frame, context)) }
            return Self.numbered(values, labels: labels)
        case .unknown:
            guard let lost = performer.lostSecret(of: list) else {
                return [LoopElement(position: nil, value: .unknown(head.name), label: head.name)]
            }
            let values = elements(of: lost)
            return Self.numbered(values, labels: values.map { _ in SecretSearch.mark })
        case let other:
            let words = "`\(source(head.list.span))` is \(other.kindName), and only a list can be looped over"
            throw .failed(failure(.fail, words, at: head.list.span, context))
        }
    }

    /// Those for which the `where` holds. One of which a plan does not know that is among them.
    func chosen(
        _ elements: [LoopElement], by head: LoopHead, isKept: Bool, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> [LoopElement] {
        guard let condition = head.condition else { return elements }
        var chosen: [LoopElement] = []
        for var element in elements {
            var frame = frame
            frame[head.target] = element.value
            let inner = context.forIteration(at: element.step(in: context))
            switch try await decision(condition, isKept: isKept, frame, inner) {
            case .yes: chosen.append(element)
            case .no: continue
            case .undecided:
                element.isOpen = true
                chosen.append(element)
            case .cannot(let failure): throw .failed(failure)
            }
        }
        return chosen
    }

    private func decision(
        _ condition: ValueExpression, isKept: Bool, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ConditionResult {
        guard isKept, condition.asks, !context.isProbing else { return try await judge(condition, frame, context) }
        if case .flag(let holds)? = recall(context)?.value(of: .result, in: context.step) {
            return holds ? .yes : .no("")
        }
        let verdict = try await judge(condition, frame, context)
        let holds: Bool
        switch verdict {
        case .yes: holds = true
        case .no: holds = false
        case .cannot, .undecided: return verdict
        }
        try note(
            .bound(.init(step: context.step, key: .result, content: .value(.flag(holds)))), at: condition.span, context)
        return verdict
    }

    private static func numbered(_ values: [Value], labels: [String]) -> [LoopElement] {
        zip(values, StepPath.labels(of: labels)).enumerated().map { offset, element in
            LoopElement(position: offset + 1, value: element.0, label: element.1)
        }
    }

    /// Of a secret also where a resumed run does not have it any more.
    private func label(
        _ element: Value, of head: LoopHead, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> String {
        if head.list.type.isSecret { return SecretSearch.mark }
        if head.path.isEmpty { return performer.redacted(element.shown) }
        var inner = frame
        inner[head.target] = element
        let named = try await reach(
            head.path, in: element, named: "$\(head.name)", at: head.list.span, inner, context)
        if let text = named.text { return performer.redacted(text) }
        if case .unknown = named { return performer.redacted(named.shown) }
        let words = "`\(head.name)` cannot be named by a field that \(named.isNoText): \(element.shown)"
        throw .failed(failure(.fail, words, at: head.list.span, context))
    }
}
