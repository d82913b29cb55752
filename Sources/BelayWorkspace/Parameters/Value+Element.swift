import BelayData
import BelayLanguage
import BelayRuntime
import BelaySyntax

extension Value {
    /// A value as the language writes it, without variables.
    init(element: ElementSyntax, as type: ValueType) throws(ParameterProblem) {
        switch element {
        case .word(let word): self = try Self.plain(word.literal, isWord: true, as: type)
        case .text(let text): self = try Self.plain(text.literal, isWord: false, as: type)
        case .variable, .comprehension, .parenthesized: self = try Self.plain(nil, isWord: false, as: type)
        case .list(let list) where list.items.isEmpty: self = try Self.empty(type)
        case .list(let list) where list.items.allSatisfy({ $0.name == nil }): self = try Self.list(list, as: type)
        case .list(let list): self = try Self.record(list, as: type)
        }
    }

    private static func plain(_ text: String?, isWord: Bool, as type: ValueType) throws(ParameterProblem) -> Value {
        guard let text else {
            throw ParameterProblem(
                message: "contains a variable or an expression, which only a runbook can have",
                help: ["in single quotes, `$` is an ordinary character: '$5'"])
        }
        switch type {
        case .list: throw ParameterProblem(message: "is not a list: “\(text)”", help: type.examples)
        case .record: throw ParameterProblem(message: "is not a record: “\(text)”", help: type.examples)
        case .any where isWord: return untyped(text)
        case .text, .number, .flag, .duration, .time, .path, .host, .secret, .choice, .any:
            return try Value(argument: text, as: type)
        }
    }

    /// The meaning of a word in a record: as in the language, where no type is expected.
    private static func untyped(_ word: String) -> Value {
        switch Literal(word) {
        case .number(let number): .number(number)
        case .duration(let duration): .duration(duration)
        case .time(let time): .time(time)
        case .flag(let flag): .flag(flag)
        case .none: .none
        case .text(let text): .text(text)
        }
    }

    private static func empty(_ type: ValueType) throws(ParameterProblem) -> Value {
        switch type {
        case .list, .any: .list([])
        case .record: .record([])
        case .text, .number, .flag, .duration, .time, .path, .host, .secret, .choice: throw unwanted("a list")
        }
    }

    private static func list(_ list: ListSyntax, as type: ValueType) throws(ParameterProblem) -> Value {
        let element: ValueType
        switch type {
        case .list(let inner): element = inner
        case .any: element = .any
        case .record, .text, .number, .flag, .duration, .time, .path, .host, .secret, .choice: throw unwanted("a list")
        }
        var elements: [Value] = []
        for (index, item) in list.items.enumerated() {
            do throws(ParameterProblem) {
                elements.append(try Value(element: item.value, as: element))
            } catch {
                throw error.within("element \(index + 1)")
            }
        }
        return .list(elements)
    }

    private static func record(_ list: ListSyntax, as type: ValueType) throws(ParameterProblem) -> Value {
        switch type {
        case .record, .any: break
        case .list, .text, .number, .flag, .duration, .time, .path, .host, .secret, .choice: throw unwanted("a record")
        }
        var fields: [Field] = []
        for item in list.items {
            guard let name = item.name?.text else {
                preconditionFailure("the parser refuses a list of which some items have names")
            }
            guard !fields.contains(where: { $0.name == name }) else {
                throw ParameterProblem(message: "has the field \(name) twice")
            }
            do throws(ParameterProblem) {
                fields.append(Field(name: name, value: try Value(element: item.value, as: .any)))
            } catch {
                throw error.within("the field \(name)")
            }
        }
        return .record(fields)
    }

    private static func unwanted(_ what: String) -> ParameterProblem {
        ParameterProblem(message: "is \(what), expected a single value")
    }
}

extension ParameterProblem {
    /// The same problem of a part, such as `element 2`.
    func within(_ part: String) -> ParameterProblem {
        ParameterProblem(message: "has \(part), which \(message)", help: help)
    }
}
