extension YAMLWriter {
    /// A whole document, its first line without margin.
    func document(_ value: DataValue, in column: Int) -> String {
        let between = style.lineEnd + margin(column)
        switch value {
        case .object(let object) where !object.isEmpty:
            return object.members.map { member($0.key, $0.value, in: column) }.joined(separator: between)
        case .array(let elements) where !elements.isEmpty:
            return elements.map { element($0, in: column) }.joined(separator: between)
        case .null, .bool, .number, .string, .array, .object: return inline(value)
        }
    }

    /// Its document's last line belongs to a block of text, of whose line end readers take note.
    func endsInBlock(_ value: DataValue) -> Bool {
        func last(of value: DataValue) -> Bool {
            switch value {
            case .null, .bool, .number: false
            case .string(let text): usesBlocks && YAMLText(text).block != nil
            case .array(let elements): elements.last.map { last(of: $0) } ?? false
            case .object(let object): object.members.last.map { last(of: $0.value) } ?? false
            }
        }
        if case .string = value { return false }
        return last(of: value)
    }
}

extension DataValue {
    /// With numbers that YAML 1.1 reads as the same numbers: there `1e3` is a string, and `1.0e+3` is not.
    var inBothSchemas: DataValue {
        switch self {
        case .null, .bool, .string: return self
        case .number(let number): return .number(number.inBothSchemas)
        case .array(let elements): return .array(elements.map(\.inBothSchemas))
        case .object(let object):
            return .object(
                Object(unchecked: object.members.map { Object.Member(key: $0.key, value: $0.value.inBothSchemas) }))
        }
    }
}

extension DataValue.Number {
    fileprivate var inBothSchemas: DataValue.Number {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        guard parts.count == 2 else { return self }
        let whole = parts[0].contains(".") ? parts[0] : parts[0] + ".0"
        let isSigned = parts[1].first == "-" || parts[1].first == "+"
        return DataValue.Number(unchecked: "\(whole)e\(isSigned ? "" : "+")\(parts[1])")
    }
}
