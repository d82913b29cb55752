import BelayData
import BelaySyntax

/// What operators make of lists, records and texts whose parts are all known. What is thrown is a sentence without its
/// subject, which is the operand.
extension Value {
    /// - Parameter isOfDurations: it is known to be a list of durations, though it may be empty.
    func computed(_ operation: UnaryOperator, isOfDurations: Bool) throws(ValueProblem) -> Value {
        switch operation {
        case .count: return .number(Number(try count))
        case .first: return try elements.first ?? Value.none
        case .last: return try elements.last ?? Value.none
        case .max, .min: return try extreme(operation)
        case .sum: return try sum(isOfDurations: isOfDurations)
        case .unique: return .list(try elements.withoutRepeats)
        case .flat: return .list(try flattened)
        case .names: return .list(try fields.map { .text($0.name) })
        case .length: return .number(Number(try oneText.unicodeScalars.count))
        case .lines: return .list(try oneText.lines.map { .text($0) })
        case .lowercase: return .text(try oneText.lowercased())
        case .uppercase: return .text(try oneText.uppercased())
        case .trimmed: return .text(try oneText.trimmed)
        }
    }

    var elements: [Value] {
        get throws(ValueProblem) {
            guard case .list(let elements) = self else { throw ValueProblem(message: "is \(kindName), not a list") }
            return elements
        }
    }

    var fields: [Field] {
        get throws(ValueProblem) {
            guard case .record(let fields) = self else { throw ValueProblem(message: "is \(kindName), not a record") }
            return fields
        }
    }

    private var oneText: String {
        get throws(ValueProblem) {
            guard let text else { throw ValueProblem(message: isNoText) }
            return text
        }
    }

    private var count: Int {
        get throws(ValueProblem) {
            switch self {
            case .list(let elements): elements.count
            case .record(let fields): fields.count
            case .text, .number, .flag, .duration, .time, .host, .secret, .none, .unknown:
                throw ValueProblem(message: "is \(kindName), and only a list can be counted")
            }
        }
    }

    private func extreme(_ operation: UnaryOperator) throws(ValueProblem) -> Value {
        let elements = try elements
        try Value.requireOrder(elements)
        let order = Value.order(of: elements, isDescending: operation == .max)
        guard let first = order.first else {
            throw ValueProblem(message: "is empty, so there is no `\(operation.rawValue)` it")
        }
        return elements[first]
    }

    private func sum(isOfDurations: Bool) throws(ValueProblem) -> Value {
        var sum: Value?
        for (index, element) in try elements.enumerated() {
            switch element {
            case .number, .duration: break
            case .text, .flag, .time, .host, .secret, .list, .record, .none, .unknown:
                throw ValueProblem(message: "is \(element.kindName), and `sum of` adds numbers or durations", at: index)
            }
            guard let before = sum else {
                sum = element.withoutSpelling
                continue
            }
            do throws(ValueProblem) {
                sum = try before.combined(.plus, element)
            } catch {
                let reason = error.message.isEmpty ? "is \(element.kindName), and those before are not" : error.message
                throw ValueProblem(message: reason, at: index)
            }
        }
        return sum ?? (isOfDurations ? .duration(.zero) : .number(0))
    }

    /// A computed number is written in digits.
    private var withoutSpelling: Value {
        guard case .number(let number) = self, let decimal = number.decimal else { return self }
        return .number(Number(decimal))
    }

    private var flattened: [Value] {
        get throws(ValueProblem) {
            var flat: [Value] = []
            for (index, element) in try elements.enumerated() {
                guard case .list(let inner) = element else {
                    throw ValueProblem(message: "is \(element.kindName), not a list", at: index)
                }
                flat += inner
            }
            return flat
        }
    }
}

extension ValueProblem {
    /// The problem of one element: `has [2], which is none here`.
    init(message: String, at index: Int) { self.init(message: "has an element, [\(index)], that \(message)") }
}

extension [Value] {
    /// Of those that are the same the first.
    fileprivate var withoutRepeats: [Value] {
        var seen: Set<[UInt8]> = []
        var others: [Value] = []
        return filter { value in
            // Most lists are of texts, and long.
            if case .text(let text) = value {
                guard seen.insert([UInt8](text.utf8)).inserted else { return false }
                return !others.contains { $0.isSame(as: value) }
            }
            if others.contains(where: { $0.isSame(as: value) }) { return false }
            if let text = value.text, seen.contains([UInt8](text.utf8)) { return false }
            others.append(value)
            return true
        }
    }
}

extension [Value.Field] {
    /// With those of the other record in the place of their own, and the new ones behind them.
    func changed(by others: [Value.Field]) -> [Value.Field] {
        var fields = self
        for other in others {
            if let index = fields.firstIndex(where: { $0.name == other.name }) {
                fields[index] = other
            } else {
                fields.append(other)
            }
        }
        return fields
    }
}

extension PartOperator {
    /// - Parameter count: zero or more; more than there are is all of them.
    func part(of elements: [Value], _ count: Int) -> [Value] {
        switch self {
        case .first: Array(elements.prefix(count))
        case .last: Array(elements.suffix(count))
        case .allButFirst: Array(elements.dropFirst(count))
        case .allButLast: Array(elements.dropLast(count))
        }
    }
}

extension UnaryOperator {
    /// Needs to know every part of its operand.
    var looksInside: Bool {
        switch self {
        case .count, .first, .last, .names: false
        case .max, .min, .sum, .unique, .flat, .length, .lines, .lowercase, .uppercase, .trimmed: true
        }
    }
}

extension Value {
    /// The name of what is not known at all.
    var wholeUnknownName: String? { if case .unknown(let name) = self { name } else { nil } }
}
