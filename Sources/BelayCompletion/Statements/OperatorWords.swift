import BelaySource
import BelaySyntax

/// The operators and the clauses that the grammar takes behind a value that has just been typed: `sorted by`, `where`, `read as json`.
enum OperatorWords {
    /// - Parameters:
    ///   - text: what is typed, up to the word that is begun.
    ///   - words: the whole words of its last statement.
    static func words(after text: String, _ words: [String]) -> [String] {
        guard let last = words.last, endsValue(last) || Keyword(rawValue: last) != nil else { return [] }
        return Parser.wordsExpected(after: SourceText(file: FileNumber(0), name: "", bytes: Array(text.utf8)))
    }

    /// A variable, a string, or what was in brackets.
    private static func endsValue(_ word: String) -> Bool {
        word.hasPrefix("$") || word.hasSuffix("()") || word.contains("().")
            || ["\"", "'"].contains { word.hasSuffix($0) }
    }
}
