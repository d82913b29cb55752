public import BelayLanguage
public import BelayRuntime
import BelaySource
import BelaySyntax

extension Value {
    /// A value as it is given on the command line or typed at a question: `64MiB`, `1h30m`, `yes`, a string as it is, a
    /// list `[a, "b c"]`, a record `[name=b, size=2]` or `{"name": "b"}`.
    ///
    /// The error does not name the parameter; it is the rest of a sentence, such as `is not a number: “many”`.
    public init(argument text: String, as type: ValueType) throws(ParameterProblem) {
        switch type {
        case .path, .host:
            if text.isEmpty { throw ParameterProblem(message: "is empty") }
            self = try Self.read(text, as: type)
        case .text, .any: self = .text(text)
        case .secret: self = .secret(Secret(text))
        case .number, .flag, .duration, .time: self = try Self.read(text, as: type)
        case .choice(let words): self = try Self.choice(text, among: words)
        case .record where text.drop { $0 == " " }.first == "{": self = try Self.read(text, as: type)
        case .list where text.drop { $0 == " " }.first != "[":
            throw ParameterProblem(message: "is not a list: “\(text)”", help: Self.asList(text, type))
        case .record, .list: self = try Value(element: Self.parse(text, as: type), as: type)
        }
    }

    /// The same with its brackets, where that would be a list.
    private static func asList(_ text: String, _ type: ValueType) -> [String] {
        let list = "[\(text)]"
        return text.isEmpty || (try? Value(argument: list, as: type)) == nil ? type.examples : [list]
    }

    private static func read(_ text: String, as type: ValueType) throws(ParameterProblem) -> Value {
        do throws(ReadingProblem) {
            return try Value(reading: text, as: type)
        } catch {
            throw ParameterProblem(message: error.message)
        }
    }

    private static func choice(_ text: String, among words: [String]) throws(ParameterProblem) -> Value {
        if words.contains(text) { return .text(text) }
        throw ParameterProblem(
            message: "is not one of \(words.joined(separator: ", ")): “\(text)”",
            help: NameSuggestion.nearest(to: text, among: words).map { [$0] } ?? [])
    }

    /// As the language writes values.
    private static func parse(_ text: String, as type: ValueType) throws(ParameterProblem) -> ElementSyntax {
        let source = SourceText(file: FileNumber(0), name: "", bytes: Array(text.utf8))
        let parsed = Parser.parseElement(source)
        if let element = parsed.element, parsed.diagnostics.isEmpty { return element }
        let reason = parsed.diagnostics.first.map { ": \($0.message)" } ?? ""
        throw ParameterProblem(message: "cannot be read\(reason)", help: type.examples)
    }
}

extension ValueType {
    /// Examples of lists and records.
    var examples: [String] {
        switch self {
        case .list: ["[a, b], with quotes around anything longer than a word: [a, \"b c\"]"]
        case .record: ["[name=b, size=2], or JSON: {\"name\": \"b\", \"size\": 2}"]
        case .text, .number, .flag, .duration, .time, .path, .host, .secret, .choice, .any: []
        }
    }
}
