import BelayData
import BelayLanguage
import BelayRuntime

extension Value {
    /// A value from a parameter file. A number where a string is expected is the string as it was written, such as a
    /// version `1.30`.
    init(data: DataValue, as type: ValueType) throws(ParameterProblem) {
        switch data {
        case .null: throw ParameterProblem(message: "has no value")
        case .bool(let flag): self = try Self.flag(flag, as: type)
        case .number(let number): self = try Self.number(number, as: type)
        case .string(let text): self = try Self.text(text, as: type)
        case .array(let elements): self = try Self.list(elements, as: type)
        case .object: self = try Self.record(data, as: type)
        }
    }

    private static func flag(_ flag: Bool, as type: ValueType) throws(ParameterProblem) -> Value {
        switch type {
        case .flag, .any: .flag(flag)
        case .text, .number, .duration, .time, .path, .host, .secret, .record, .list, .choice:
            throw ParameterProblem(message: "is yes or no; put it in quotes to make it a string")
        }
    }

    private static func number(_ number: DataValue.Number, as type: ValueType) throws(ParameterProblem) -> Value {
        switch type {
        case .number:
            let value = Number(number)
            if value.decimal == nil { throw ParameterProblem(message: ReadingProblem.long(number.written).message) }
            return .number(value)
        case .text, .path, .host, .secret, .choice, .duration, .time, .flag:
            return try Value(argument: number.written, as: type)
        case .any: return Value(.number(number))
        case .record, .list: throw ParameterProblem(message: "is a number, expected \(type.described)")
        }
    }

    private static func text(_ text: String, as type: ValueType) throws(ParameterProblem) -> Value {
        switch type {
        case .list: throw ParameterProblem(message: "is a string, expected a list")
        case .record: throw ParameterProblem(message: "is a string, expected a mapping")
        case .text, .number, .flag, .duration, .time, .path, .host, .secret, .choice, .any:
            return try Value(argument: text, as: type)
        }
    }

    private static func list(_ elements: [DataValue], as type: ValueType) throws(ParameterProblem) -> Value {
        let element: ValueType
        switch type {
        case .list(let inner): element = inner
        case .any: element = .any
        case .text, .number, .flag, .duration, .time, .path, .host, .secret, .record, .choice:
            throw ParameterProblem(message: "is a list, expected a single value")
        }
        var values: [Value] = []
        for (index, data) in elements.enumerated() {
            do throws(ParameterProblem) {
                values.append(try Value(data: data, as: element))
            } catch {
                throw error.within("element \(index + 1)")
            }
        }
        return .list(values)
    }

    private static func record(_ data: DataValue, as type: ValueType) throws(ParameterProblem) -> Value {
        switch type {
        case .record, .any: Value(data)
        case .text, .number, .flag, .duration, .time, .path, .host, .secret, .list, .choice:
            throw ParameterProblem(message: "is a mapping, expected a single value")
        }
    }
}
