// Not by nil: `object["key"] = nil` has to mean that the member is removed.
extension DataValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringInterpolation,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .number(Number(value)) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: DataValue...) { self = .array(elements) }

    /// Of members with one key the last wins.
    public init(dictionaryLiteral elements: (String, DataValue)...) {
        var object = Object()
        for (key, value) in elements { object[key] = value }
        self = .object(object)
    }
}

extension DataValue {
    public static func number(_ value: Int) -> DataValue { .number(Number(value)) }
}
