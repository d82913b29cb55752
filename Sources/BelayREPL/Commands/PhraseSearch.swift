public import BelayLanguage
import BelaySource

/// Finds phrases by words.
public struct PhraseSearch {
    private let phrases: [Phrase]

    public init(_ phrases: [Phrase]) { self.phrases = phrases }

    /// Those that hold all the words; where none does, those that have them as parts of their words.
    public func found(by words: String) -> [Phrase] {
        let wanted = words.lowercased().split(whereSeparator: \.isWhitespace)
        let whole = phrases.filter { phrase in
            let words = Set(Self.words(of: phrase))
            return wanted.allSatisfy { words.contains($0) }
        }
        if !whole.isEmpty { return whole }
        return phrases.filter { phrase in
            let text = phrase.signature.fullText.lowercased()
            return wanted.allSatisfy { text.contains($0) }
        }
    }

    /// The word of a phrase that is nearest to one that none has.
    public func nearest(to word: String) -> String? {
        let words = Set(phrases.flatMap { Self.words(of: $0).map(String.init) })
        return NameSuggestion.nearest(to: word, among: words.filter { $0.first?.isLetter == true }.sorted())
    }

    private static func words(of phrase: Phrase) -> [Substring] {
        phrase.signature.fullText.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
    }
}
