import BelayLanguage
public import BelaySyntax

/// Commands and what they answered, as a test writes them.
public enum StubLines {
    /// A command at its place, with what it answers beneath it: the lines to add to a test.
    public static func lines(
        _ sign: CommandSign, _ script: String, at location: Location, input: String? = nil, replies: [String] = []
    ) -> [String] {
        let command = ["\(sign.rawValue) \(text(ofScript: script))"].flatMap(lines)
        let inner = command + replies.flatMap(lines).map { "    " + $0 }
        guard let input else { return placed(inner, at: location) }
        return placed(["with input \(string(input)) {"] + inner.map { "    " + $0 } + ["}"], at: location)
    }

    /// Within the blocks that say the place.
    public static func placed(_ lines: [String], at location: Location) -> [String] {
        var heads: [String] = []
        if let host = location.host?.known {
            heads.append("on \(text(host))" + (location.user?.known.map { " as \(text($0))" } ?? ""))
        }
        heads += location.prefixes.map { "in \(string($0.map(\.shown).joined(separator: " ")))" }
        return heads.reversed().reduce(lines) { lines, head in
            ["\(head) {"] + lines.map { "    " + $0 } + ["}"]
        }
    }

    /// As shell text of one line, or as a block that is left to the shell.
    public static func text(ofScript script: String) -> String {
        let script = script.trimmingEnd
        let isPlain = !script.contains { "\n{}`".contains($0) } && !script.hasDollarName && !script.contains(" #")
        if isPlain || script.contains("'''") { return script }
        return "'''\n"
            + script.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "    " + $0 }.joined(separator: "\n") + "\n    '''"
    }

    /// A value as the language writes it: a word, else a string. What begins with a digit could be a number or a duration.
    public static func text(_ value: String) -> String {
        let isWord =
            value.first.map { $0.isASCII && ($0.isLetter || $0 == "/" || $0 == ".") } ?? false
            && value.unicodeScalars.allSatisfy { $0.isASCII && $0.isOfWord } && !reserved.contains(value)
        return isWord ? value : string(value)
    }

    private static let reserved: Set<String> = [
        "and", "or", "then", "else", "yes", "no", "none", "within", "every", "stable", "until", "where", "give",
        "together",
    ]

    /// A value of any kind; a secret as its stand-in in a test.
    public static func value(_ value: Value) -> String {
        switch value {
        case .text(let text): Self.text(text)
        case .host(let host): Self.text(host.name)
        case .secret, .unknown: "secret"
        case .list(let elements): "[" + elements.map(Self.value).joined(separator: ", ") + "]"
        case .record(let fields):
            "[" + fields.map { "\($0.name)=\(Self.value($0.value))" }.joined(separator: ", ") + "]"
        case .number, .flag, .duration, .time, .none: value.shown
        }
    }

    /// In single quotes where that spares marks before what it holds.
    public static func string(_ value: String) -> String {
        let isRaw =
            value.contains { "\"\\$".contains($0) }
            && value.unicodeScalars.allSatisfy { $0 != "'" && $0.value >= 0x20 && $0.value != 0x7F }
        if isRaw { return "'\(value)'" }
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"", "\\", "$": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                text += "\\u{\(String(scalar.value, radix: 16))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

extension Unicode.Scalar {
    fileprivate var isOfWord: Bool {
        properties.isAlphabetic || properties.numericType != nil || "_-./:@+".unicodeScalars.contains(self)
    }
}

extension String {
    /// Belay would read a name of its own in it.
    fileprivate var hasDollarName: Bool {
        zip(self, dropFirst()).contains { $0 == "$" && ($1.isLetter || $1 == "{") }
    }
}
