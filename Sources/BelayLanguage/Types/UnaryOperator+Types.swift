import BelaySyntax

extension UnaryOperator {
    /// A word or a quoted string is read as a string there, whatever it looks like.
    var takesText: Bool {
        switch self {
        case .length, .lines, .lowercase, .uppercase, .trimmed: true
        case .count, .first, .last, .max, .min, .sum, .unique, .flat, .names: false
        }
    }

    /// After "expected".
    var wanted: String {
        switch self {
        case .count, .first, .last, .unique: "a list"
        case .max, .min: "a list of numbers, durations, times or strings"
        case .sum: "a list of numbers or durations"
        case .flat: "a list of lists"
        case .names: "a record"
        case .length, .lines, .lowercase, .uppercase, .trimmed: "a string"
        }
    }

    /// The type of what comes of an operand; nil where it takes no such operand.
    func result(of operand: ValueType) -> ValueType? {
        switch self {
        case .length: return .number
        case .lines: return .list(.text)
        case .lowercase, .uppercase, .trimmed: return .text
        case .names: return operand == .record || operand == .any ? .list(.text) : nil
        case .count: return operand.element.map { _ in .number }
        case .first, .last: return operand.element
        case .max, .min: return operand.element.flatMap { $0.isOrdered ? $0 : nil }
        case .sum: return operand.element.flatMap { [.number, .duration, .any].contains($0) ? $0 : nil }
        case .unique: return operand.isSecret ? nil : operand.element.map { .list($0) }
        case .flat:
            guard let element = operand.element?.element, !operand.isSecret else { return nil }
            return .list(element)
        }
    }
}

extension ValueType {
    /// The type of an element; nil if it is not a list.
    var element: ValueType? {
        switch self {
        case .list(let element): element
        case .any: .any
        case .text, .number, .flag, .duration, .time, .path, .host, .secret, .record, .choice: nil
        }
    }

    /// Of two such values one may come before the other.
    var isOrdered: Bool {
        switch self {
        case .number, .duration, .time, .text, .path, .host, .choice, .any: true
        case .flag, .secret, .record, .list: false
        }
    }

    /// It can be one text or one word.
    var isOneText: Bool {
        switch self {
        case .text, .number, .flag, .duration, .time, .path, .host, .choice, .any: true
        case .secret, .record, .list: false
        }
    }
}
