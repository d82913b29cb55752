import BelayData
public import BelayLanguage
import BelaySyntax

/// Text that is not a value of a type: a sentence without its subject, such as `is not a number: "many"`.
public struct ReadingProblem: Error, Hashable, Sendable {
    public var message: String

    public init(message: String) { self.message = message }

    public static func long(_ number: String) -> ReadingProblem {
        ReadingProblem(
            message: "has more than the \(Decimal.significantDigits) digits that Belay keeps exactly: "
                + Value.excerpt(number))
    }
}

extension Value {
    /// A command's output read as a type. One newline at the end is dropped; a list has an element per line, and none
    /// if there is no output; a record is JSON. A list may be one JSON array if no line with such an element begins with `[`.
    public init(reading output: [UInt8], as type: ValueType) throws(ReadingProblem) {
        guard let text = String(validating: output, as: UTF8.self) else {
            throw ReadingProblem(message: "is not UTF-8")
        }
        try self.init(reading: text, as: type)
    }

    /// A text read as a type, as if a command had printed it.
    public init(reading text: String, as type: ValueType) throws(ReadingProblem) {
        var content = text[...]
        if content.unicodeScalars.last == "\n" { content.unicodeScalars.removeLast() }
        if case .list(let element) = type {
            if content.isEmpty {
                self = .list([])
                return
            }
            if content.trimmed.utf8.first == UInt8(ascii: "["), !element.mayBeginWithBracket {
                self = try Value.list(readingJSON: text, of: element)
                return
            }
            var elements: [Value] = []
            for line in content.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
                elements.append(try Value(readingLine: String(line), as: element))
            }
            self = .list(elements)
            return
        }
        self = try Value(readingLine: String(content), as: type)
    }

    private init(readingLine text: String, as type: ValueType) throws(ReadingProblem) {
        let word = text.trimmed
        switch type {
        case .text, .path, .any: self = .text(text)
        case .secret: self = .secret(Secret(text))
        case .number:
            if Number.isLong(word) { throw .long(word) }
            self = try Value.read(word, "number") { NumberLiteral($0).map { .number($0.value.withoutUnit) } }
        case .duration: self = try Value.read(word, "duration") { DurationLiteral($0).map { .duration($0.value) } }
        case .time:
            self = try Value.read(word, "time") { (Moment($0) ?? Moment(secondsSinceEpoch: $0)).map { .time($0) } }
        case .flag: self = try Value.read(word, "flag (yes or no)", Value.flag(written:))
        case .host:
            self = try Value.read(word, "host") { name in
                Host.isName(name) ? .host(Host(name)) : nil
            }
        case .choice(let choices):
            guard choices.contains(word) else {
                let list = choices.joined(separator: ", ")
                throw ReadingProblem(message: "is not one of \(list): \(Value.excerpt(word))")
            }
            self = .text(word)
        case .record: self = try Value.record(readingJSON: text)
        case .list: throw ReadingProblem(message: "is a list within a line")
        }
    }

    private static func read(
        _ word: String, _ name: String, _ parse: (String) -> Value?
    ) throws(ReadingProblem) -> Value {
        guard let value = parse(word) else {
            throw ReadingProblem(
                message: word.isEmpty ? "is empty, not a \(name)" : "is not a \(name): \(excerpt(word))")
        }
        return value
    }

    static func flag(written word: String) -> Value? {
        switch word {
        case "yes", "true": .flag(true)
        case "no", "false": .flag(false)
        default: nil
        }
    }

    private static func record(readingJSON text: String) throws(ReadingProblem) -> Value {
        let value = try Value(reading: text, by: .readAsJSON)
        if case .record = value { return value }
        if case .list = value {
            throw ReadingProblem(message: "is a JSON array, not an object; read it as `list of record`")
        }
        throw ReadingProblem(message: "is JSON but not an object")
    }

    /// A JSON array, whose elements must be of the type.
    private static func list(readingJSON text: String, of element: ValueType) throws(ReadingProblem) -> Value {
        let value = try Value(reading: text, by: .readAsJSON)
        do throws(Misfit) {
            return try value.checked(as: .list(element))
        } catch {
            throw ReadingProblem(message: error.message)
        }
    }

    static func excerpt(_ text: String) -> String {
        let short = text.count > 60 ? "\(text.prefix(60))…" : text
        return "“\(short)”"
    }
}

extension ValueType {
    /// A line that begins with `[` may be such a value, so it is no JSON array.
    fileprivate var mayBeginWithBracket: Bool {
        switch self {
        case .text, .path, .host, .secret, .any: true
        case .number, .flag, .duration, .time, .record, .list, .choice: false
        }
    }
}
