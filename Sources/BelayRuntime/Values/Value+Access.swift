/// Why a value cannot be had from another: a sentence without its subject, such as `is a number and has no fields`.
struct ValueProblem: Error {
    var message: String
}

extension Value {
    /// A field; absent it is `none`. A field of a list is the list of that field.
    func field(_ name: String) throws(ValueProblem) -> Value {
        switch self {
        case .record(let fields): return fields.first { $0.name == name }?.value ?? .none
        case .list(let elements):
            var found: [Value] = []
            for element in elements { found.append(try element.field(name)) }
            return .list(found)
        case .host(let host):
            switch name {
            case "address": return .text(host.address)
            case "user": return host.user.map { .text($0) } ?? .none
            default: return .none
            }
        case .none: return .none
        case .unknown(let whole): return .unknown("\(whole).\(name)")
        case .text, .number, .flag, .duration, .time, .secret:
            throw ValueProblem(message: "is \(kindName) and has no field `\(name)`")
        }
    }

    /// An element counted from zero; beyond the end it is `none`.
    func element(_ index: Int) throws(ValueProblem) -> Value {
        switch self {
        case .list(let elements): return elements.indices.contains(index) ? elements[index] : .none
        case .none: return .none
        case .unknown(let whole): return .unknown("\(whole)[\(index)]")
        case .record, .text, .number, .flag, .duration, .time, .host, .secret:
            throw ValueProblem(message: "is \(kindName), not a list")
        }
    }

    /// The one element whose field has a value; `none` if no element has it.
    func element(whose name: String, is value: Value) throws(ValueProblem) -> Value {
        switch self {
        case .list(let elements):
            var found: Value?
            for element in elements where try element.field(name).isSame(as: value) {
                if found != nil {
                    throw ValueProblem(message: "has more than one element with \(name)=\(value.shown)")
                }
                found = element
            }
            return found ?? .none
        case .none: return .none
        case .unknown(let whole): return .unknown("\(whole)[\(name)=\(value.shown)]")
        case .record, .text, .number, .flag, .duration, .time, .host, .secret:
            throw ValueProblem(message: "is \(kindName), not a list")
        }
    }
}
