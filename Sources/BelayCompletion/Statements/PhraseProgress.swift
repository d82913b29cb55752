public import BelayLanguage

/// The progress of a row of words in a signature.
public struct PhraseProgress {
    public enum Next: Hashable, Sendable {
        case word(String)
        case placeholder(Signature.Placeholder)
        /// Only options are left.
        case options
    }

    public let phrase: Phrase
    /// The next part.
    public let next: Next
    /// The items after that.
    public let rest: ArraySlice<Signature.Item>
    private let given: Set<String>

    /// Nil when the words are not the beginning of the phrase.
    public init?(_ phrase: Phrase, after words: ArraySlice<String>) {
        var items = phrase.signature.items[...]
        var given: Set<String> = []
        for word in words {
            switch items.first {
            case .word(let expected):
                guard word == expected else { return nil }
                items.removeFirst()
            case .placeholder: items.removeFirst()
            case nil:
                guard let option = Self.option(of: word),
                    phrase.signature.options.contains(where: { $0.name == option })
                else { return nil }
                given.insert(option)
            }
        }
        self.phrase = phrase
        self.given = given
        switch items.first {
        case .word(let word): next = .word(word)
        case .placeholder(let placeholder): next = .placeholder(placeholder)
        case nil: next = .options
        }
        rest = items.dropFirst()
    }

    /// True if what is typed can be the beginning of the next part.
    func accepts(_ partial: String) -> Bool {
        switch next {
        case .word(let word): word.hasPrefix(partial)
        case .placeholder: true
        case .options:
            partial.isEmpty || options.contains { "\($0.name)=".hasPrefix(partial) } || option(in: partial) != nil
        }
    }

    /// The options that are not given yet.
    public var options: [Signature.Option] { phrase.signature.options.filter { !given.contains($0.name) } }

    /// The option whose value is being typed.
    public func option(in partial: String) -> Signature.Option? {
        guard let name = Self.option(of: partial) else { return nil }
        return options.first { $0.name == name }
    }

    private static func option(of word: String) -> String? {
        word.firstIndex(of: "=").map { String(word[..<$0]) }
    }
}
