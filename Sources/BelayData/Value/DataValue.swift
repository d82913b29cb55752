/// A tree of plain data, as in JSON and the YAML of configuration files.
///
/// Two values are equal if they have the same shape, strings of the same bytes, numbers of the same spelling, and
/// members in the same order.
public enum DataValue: Sendable {
    case null
    case bool(Bool)
    case number(Number)
    case string(String)
    case array([DataValue])
    case object(Object)
}

extension DataValue {
    /// A member of an object; nil if there is none or this is not an object.
    public subscript(key: String) -> DataValue? { object?[key] }

    /// An element of an array, counted from zero; nil if there is none or this is not an array.
    public subscript(index: Int) -> DataValue? {
        guard let array, array.indices.contains(index) else { return nil }
        return array[index]
    }

    public var isNull: Bool { if case .null = self { true } else { false } }
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    public var number: Number? { if case .number(let value) = self { value } else { nil } }
    public var string: String? { if case .string(let value) = self { value } else { nil } }
    public var array: [DataValue]? { if case .array(let value) = self { value } else { nil } }
    public var object: Object? { if case .object(let value) = self { value } else { nil } }

    /// A number without a fraction that fits; nil for all else.
    public var int: Int? { number?.int }
    /// The nearest finite number; nil for all else.
    public var double: Double? { number?.double }
}

extension DataValue: Hashable {
    public static func == (one: DataValue, other: DataValue) -> Bool {
        switch (one, other) {
        case (.null, .null): true
        case (.bool(let one), .bool(let other)): one == other
        case (.number(let one), .number(let other)): one == other
        case (.string(let one), .string(let other)): one.hasSameBytes(as: other)
        case (.array(let one), .array(let other)): one == other
        case (.object(let one), .object(let other)): one == other
        case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): hasher.combine(ByteString(value))
        case .array(let value): hasher.combine(value)
        case .object(let value): hasher.combine(value)
        }
    }
}
