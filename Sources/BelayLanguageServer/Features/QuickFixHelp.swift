import BelaySource

/// What can be typed of the words of a diagnostic.
struct QuickFixHelp {
    private let diagnostic: Diagnostic

    init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

    func says(_ verb: String) -> Bool { diagnostic.help.contains { $0.hasPrefix(verb) } }

    /// All of a line, what is behind a colon or behind `write`, and what is in backquotes; in a help, and behind `did you mean`
    /// beneath the excerpt.
    var texts: [String] {
        var texts: [String] = []
        if let label = diagnostic.label, label.hasPrefix("did you mean") { texts += Self.quoted(label) }
        for line in diagnostic.help where !line.contains("...") {
            texts += Self.quoted(line)
            texts.append(line)
            for mark in [": ", "write ", "use "] {
                guard let place = line.firstRange(of: mark) else { continue }
                texts.append(String(line[place.upperBound...].prefix { $0 != "," && $0 != ";" }))
            }
        }
        var seen: Set<String> = []
        // What has a backquote in it is a sentence.
        return texts.filter { !$0.isEmpty && !$0.contains("`") && seen.insert($0).inserted }
    }

    /// The words that the closest phrase has.
    var wordsOfPhrase: [String] {
        guard let label = diagnostic.label, label.contains("closest phrase has `") || label.contains("is missing")
        else {
            return []
        }
        return Self.quoted(label).filter { !$0.hasPrefix("(") }
    }

    /// What closes something that is open.
    var endings: [String] {
        diagnostic.help.filter { $0.hasPrefix("close it with") }.flatMap { Self.quoted($0).prefix(1) }
    }

    private static func quoted(_ text: String) -> [String] {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
    }

    /// The new text is the old one spelled better, or holds it with little more.
    static func isMeant(_ new: String, for old: String) -> Bool {
        guard !old.isEmpty, new != old else { return false }
        // A name stays a value.
        if old.contains("$"), !new.contains("$") { return false }
        let (words, known) = (new.words, old.words)
        if known.isEmpty { return old.allSatisfy { "/=:&|!;".contains($0) } && new.count <= 3 }
        let isHeld = Set(known).isSubset(of: Set(words)) && words.count <= known.count + 3 && new.count > old.count
        // Two candidates, of which one is like nothing: the distance decides.
        let isNear = NameSuggestion.nearest(to: old, among: [new, ""]) == new
        return isHeld || isNear
    }
}

extension String {
    /// Letters and digits, as they follow each other.
    fileprivate var words: [String] {
        split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
    }

    /// Words in capitals, which in a help are to be filled in.
    var placeholders: Set<Substring> {
        Set(split { !$0.isLetter }.filter { $0.count > 1 && $0.allSatisfy(\.isUppercase) })
    }
}
