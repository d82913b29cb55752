import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// Comparisons: `is`, `in`, `contains`, `matches`, `<` and the others, and what is told where one does not hold.
extension Interpreter {
    func compare(
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
        case .or, .and, .plus, .minus, .times, .divided, .matching, .joined, .split, .filled, .with:
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
        let (one, other) = (operand(left), operand(right))
        var words = "`\(one) \(operation.rawValue) \(other)` does not hold"
        var facts: [String] = []
        if !left.isConstant { facts.append("\(one) is \(shortened(first))") }
        if !right.isConstant { facts.append("\(other) is \(shortened(second))") }
        if !facts.isEmpty { words += ": " + facts.joined(separator: ", ") }
        return words
    }

    /// As it is written, a command or a phrase in its parentheses.
    private func operand(_ expression: ValueExpression) -> String {
        let text = source(expression.span)
        return switch expression.kind {
        case .output, .gives, .status, .holds: "(\(text))"
        case .constant, .variable, .text, .list, .record, .conditional, .not, .infix, .unary, .part, .sorted,
            .comprehension, .reached, .replacing, .converted:
            text
        }
    }

    private func shortened(_ value: Value) -> String {
        let shown = value.shown
        if shown.isEmpty { return "empty" }
        return shown.count > 200 ? "\(shown.prefix(200))…" : shown
    }
}

extension ValueExpression {
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
