/// The words before a cursor, of the statement around it.
public struct StatementWords {
    /// Whole ones; a text, a list or a parenthesis is one.
    public private(set) var words: [String] = []
    /// The beginning of the one that is typed.
    public private(set) var partial = ""
    /// The quote of the text around the cursor.
    public private(set) var quote: Unicode.Scalar?

    public init(_ text: String) {
        var opened: [Opened] = []
        var isEscaped = false
        for character in text.unicodeScalars {
            if let open = quote {
                partial.unicodeScalars.append(character)
                if character == open, !isEscaped { quote = nil }
                isEscaped = open == "\"" && character == "\\" && !isEscaped
                continue
            }
            switch character {
            case "\"", "'":
                quote = character
                partial.unicodeScalars.append(character)
            case "(" where partial.isEmpty || partial == "$", "[" where partial.isEmpty:
                opened.append(Opened(words: words, partial: partial, bracket: character))
                (words, partial) = ([], "")
            case ")" where !opened.isEmpty, "]" where !opened.isEmpty && opened.last?.bracket == "[":
                let before = opened.removeLast()
                (words, partial) = (before.words, before.partial + "()")
            case "," where opened.last?.bracket == "[": (words, partial) = ([], "")
            case "{", "}", "\n":
                if character == "{", partial.hasSuffix("$") {
                    partial.unicodeScalars.append(character)
                } else if character == "}", partial.contains("${") {
                    partial.unicodeScalars.append(character)
                } else {
                    (words, partial, opened) = ([], "", [])
                }
            case " ", "\t":
                if !partial.isEmpty { words.append(partial) }
                partial = ""
            default: partial.unicodeScalars.append(character)
            }
        }
    }

    private struct Opened {
        var words: [String]
        var partial: String
        var bracket: Unicode.Scalar
    }
}
