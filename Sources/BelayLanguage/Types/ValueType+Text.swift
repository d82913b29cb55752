extension ValueType {
    /// As it is written in a signature: `text`, `list of number`, `main | events`.
    public var name: String {
        switch self {
        case .text: "text"
        case .number: "number"
        case .flag: "flag"
        case .duration: "duration"
        case .time: "time"
        case .path: "path"
        case .host: "host"
        case .secret: "secret"
        case .record: "record"
        case .list(let element): "list of \(element.name)"
        case .choice(let words): words.joined(separator: " | ")
        case .any: "value"
        }
    }

    /// In a sentence: `a string`, `a list of paths`, `one of main and events`.
    public var described: String {
        switch self {
        case .text: "a string"
        case .list(let element): "a list of \(element.plural)"
        case .choice(let words): words.count == 1 ? "the word \(words[0])" : "one of \(words.listed(with: "and"))"
        case .path, .host, .number, .flag, .duration, .time, .secret, .record, .any: "a \(name)"
        }
    }

    private var plural: String {
        switch self {
        case .text: "strings"
        case .list(let element): "lists of \(element.plural)"
        case .choice: name
        case .path, .host, .number, .flag, .duration, .time, .secret, .record, .any: "\(name)s"
        }
    }
}

extension [String] {
    /// `a`, `a or b`, `a, b or c`
    func listed(with conjunction: String) -> String {
        guard count > 1, let last else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }
}
