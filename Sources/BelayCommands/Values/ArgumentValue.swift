import BelayLanguage
import BelayRuntime

/// A value as it is typed on the command line: a scalar as it is, a list as `[a, b]`, a record as `[name=b]`.
enum ArgumentValue {
    /// The text read as a type.
    static func read(_ text: String, as type: ValueType) throws(ReadingProblem) -> Value {
        switch type {
        case .list, .record:
            var parser = BracketParser(text)
            return try typed(try parser.parse(), as: type)
        case .text, .number, .flag, .duration, .path, .host, .secret, .choice, .any:
            return try Value(reading: text, as: type)
        }
    }

    /// The answer to an `ask`, checked, in the form that an interpreter reads: a list has an element a line.
    static func asTyped(_ text: String, as type: ValueType) throws(ReadingProblem) -> String {
        let value = try read(text, as: type)
        guard case .list(let elements) = value else { return text }
        return elements.map(\.shown).joined(separator: "\n")
    }

    /// A value from a file or from brackets, whose scalars may still be texts, as a type.
    static func typed(_ value: Value, as type: ValueType) throws(ReadingProblem) -> Value {
        switch (type, value) {
        case (.list(let element), .list(let values)):
            var elements: [Value] = []
            for value in values { elements.append(try typed(value, as: element)) }
            return .list(elements)
        case (.list, _): throw ReadingProblem(message: "is no list: write it as [a, b]")
        case (.record, .record): return value
        case (.record, _): throw ReadingProblem(message: "is no record: write it as [name=b, zone=c]")
        case (_, .list), (_, .record): throw ReadingProblem(message: "is \(value.shown), not a \(type.name)")
        case (_, .none): throw ReadingProblem(message: "is empty, not a \(type.name)")
        case (_, .text), (_, .number), (_, .flag), (_, .duration), (_, .host), (_, .secret), (_, .unknown):
            return try Value(reading: value.shown, as: type)
        }
    }
}
