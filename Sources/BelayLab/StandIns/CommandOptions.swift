/// The options of a command of kops or kubectl: they may be anywhere, up to a `--`.
struct CommandOptions {
    private(set) var flags: [String: Bool] = [:]
    private(set) var values: [String: String] = [:]
    /// The words that are not options.
    private(set) var words: [String] = []
    /// The words after `--`; nil without one.
    private(set) var behind: [String]?

    /// - Parameter known: the letters of options without a value, by their long names; empty for one without a letter.
    /// - Parameter takingValues: the same for options that are followed by a value.
    init(
        _ given: [String], flags known: [String: String] = [:], values takingValues: [String: String] = [:]
    ) throws(LabFailure) {
        var rest = given[...]
        while let word = rest.popFirst() {
            if word == "--" {
                behind = Array(rest)
                return
            } else if word.hasPrefix("--") {
                try readLong(word, known, takingValues, &rest)
            } else if word.hasPrefix("-") && word != "-" {
                try readLetters(word, known, takingValues, &rest)
            } else {
                words.append(word)
            }
        }
    }

    func has(_ flag: String) -> Bool { flags[flag] == true }

    private mutating func readLong(
        _ word: String, _ known: [String: String], _ takingValues: [String: String], _ rest: inout ArraySlice<String>
    ) throws(LabFailure) {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        let value = parts.count == 2 ? String(parts[1]) : nil
        if takingValues[name] != nil {
            guard let value = value ?? rest.popFirst() else { throw LabFailure("flag needs an argument: --\(name)") }
            values[name] = value
        } else if known[name] != nil {
            guard ["true", "false", nil].contains(value) else {
                throw LabFailure("invalid argument \"\(value ?? "")\" for \"--\(name)\" flag")
            }
            flags[name] = value != "false"
        } else {
            throw LabFailure("unknown flag: --\(name)")
        }
    }

    private mutating func readLetters(
        _ word: String, _ known: [String: String], _ takingValues: [String: String], _ rest: inout ArraySlice<String>
    ) throws(LabFailure) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst().map(String.init) {
            if let name = known.first(where: { $0.value == letter })?.key {
                flags[name] = true
            } else if let name = takingValues.first(where: { $0.value == letter })?.key {
                let inWord = letters.first == "=" ? letters.dropFirst() : letters
                guard let value = letters.isEmpty ? rest.popFirst() : String(inWord) else {
                    throw LabFailure("flag needs an argument: '\(letter)' in \(word)")
                }
                values[name] = value
                return
            } else {
                throw LabFailure("unknown shorthand flag: '\(letter)' in \(word)")
            }
        }
    }
}
