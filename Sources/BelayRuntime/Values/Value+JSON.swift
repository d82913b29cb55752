public import BelayData

extension Value {
    /// The meaning of a JSON text: `null` is `none`.
    public init(_ json: DataValue) {
        switch json {
        case .null: self = .none
        case .bool(let flag): self = .flag(flag)
        case .number(let number): self = .number(BelayData.Number(number))
        case .string(let text): self = .text(text)
        case .array(let elements): self = .list(elements.map { Value($0) })
        case .object(let object):
            self = .record(object.members.map { Field(name: $0.key, value: Value($0.value)) })
        }
    }
}

extension DataValue {
    /// A value for a file or a journal. A secret is never written.
    public init(_ value: BelayRuntime.Value) {
        switch value {
        case .text(let text): self = .string(text)
        case .number(let number): self = DataValue(number)
        case .flag(let flag): self = .bool(flag)
        case .duration, .time, .host: self = .string(value.text ?? "")
        case .secret: self = .string("[secret]")
        case .list(let elements): self = .array(elements.map { DataValue($0) })
        case .record(let fields):
            var object = Object()
            for field in fields { object[field.name] = DataValue(field.value) }
            self = .object(object)
        case .none: self = .null
        case .unknown(let name): self = .string("‹\(name)›")
        }
    }
}
