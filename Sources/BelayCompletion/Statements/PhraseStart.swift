public import BelaySyntax

/// The place in a statement where its phrase begins, and the kinds of phrase allowed there.
public struct PhraseStart {
    /// The word before the phrase; nil at the start of the statement.
    public let keyword: String?
    public let words: ArraySlice<String>

    /// Words behind which a phrase begins.
    private static let before: Set<String> = [
        "if", "expect", "await", "guard", "not", "and", "or", "until", "when", "where", "then", "else", "give", "=",
        "always",
        "failure", "in", "use", "on", "say",
    ]

    public init(_ words: [String]) {
        // `on` and `in` occur in phrases too: there they are words like any other.
        let openers = Self.before.subtracting(["on", "in", "failure", "use", "say"])
        var start = 0
        var keyword: String?
        if let first = words.first, Self.before.contains(first) { (start, keyword) = (1, first) }
        for (index, word) in words.enumerated() where index >= start && openers.contains(word) {
            (start, keyword) = (index + 1, word)
        }
        if words.count >= 2, words[0] == "on", words[1] == "failure" { (start, keyword) = (2, "failure") }
        self.keyword = keyword
        self.words = words[min(start, words.count)...]
    }

    public func accepts(_ kind: DefinitionSyntax.Kind) -> Bool {
        switch kind {
        case .target: keyword == "in"
        case .action: keyword == nil || keyword == "=" || keyword == "always" || keyword == "failure"
        case .probe: keyword != "in"
        }
    }
}
