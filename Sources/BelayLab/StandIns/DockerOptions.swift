/// The options of one docker command, which end at the first other word.
struct DockerOptions {
    /// docker's status for options that it does not understand.
    static let misused: Int32 = 125

    private(set) var flags: Set<String> = []
    private(set) var values: [String: String] = [:]
    private(set) var rest: [String] = []
    /// In docker's words; nil when all was understood.
    private(set) var refusal: String?

    /// - Parameter flags: long names by their letters; one without a letter is under an empty text.
    /// - Parameter takingValues: the same for options that are followed by a value.
    init(_ words: [String], flags known: [String: String], values takingValues: [String: String] = [:]) {
        var words = words[...]
        while let word = words.first, word.hasPrefix("-"), word != "-", refusal == nil {
            words = words.dropFirst()
            if word == "--" { break }
            if word.hasPrefix("--") {
                readLong(word, Set(known.values), Set(takingValues.values), &words)
            } else {
                readLetters(word, known, takingValues, &words)
            }
        }
        rest = Array(words)
    }

    static func unknown(_ word: String) -> String {
        if word.hasPrefix("--") { return "unknown flag: \(word.prefix { $0 != "=" })" }
        return "unknown shorthand flag: '\(word.dropFirst().prefix(1))' in \(word)"
    }

    private mutating func readLong(
        _ word: String, _ known: Set<String>, _ takingValues: Set<String>, _ words: inout ArraySlice<String>
    ) {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
        let name = parts.first ?? ""
        if known.contains(name) && parts.count == 1 {
            flags.insert(name)
        } else if takingValues.contains(name) {
            setValue(of: name, shown: "--\(name)", to: parts.count == 2 ? parts[1] : words.popFirst())
        } else {
            refusal = Self.unknown(word)
        }
    }

    private mutating func readLetters(
        _ word: String, _ known: [String: String], _ takingValues: [String: String], _ words: inout ArraySlice<String>
    ) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst().map(String.init) {
            if let name = known[letter] {
                flags.insert(name)
            } else if let name = takingValues[letter] {
                let value = letters.isEmpty ? words.popFirst() : String(letters)
                setValue(of: name, shown: "'\(letter)' in \(word)", to: value)
                return
            } else {
                refusal = "unknown shorthand flag: '\(letter)' in \(word)"
                return
            }
        }
    }

    private mutating func setValue(of name: String, shown: String, to value: String?) {
        if value == nil { refusal = "flag needs an argument: \(shown)" }
        values[name] = value
    }
}
