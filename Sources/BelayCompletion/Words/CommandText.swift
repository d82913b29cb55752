import BelaySource
import BelaySyntax

/// The shell's text around a cursor, as Belay's own lexer sees it.
struct CommandText {
    /// From where it begins to the cursor.
    let text: String
    /// Of a block: what would end it.
    let quotes: String?

    /// Nil when the cursor is somewhere else.
    init?(before entry: String) {
        let bytes = Array(entry.utf8)
        let (tokens, diagnostics) = Lexer.lex(SourceText(file: FileNumber(0), name: "", bytes: bytes))
        guard let last = tokens.last(where: { $0.kind != .end && $0.kind != .lineContinuation }) else { return nil }
        let begin: Int
        switch last.kind {
        case .shellLine: (begin, quotes) = (last.start, nil)
        case .sign where last.end < bytes.count: (begin, quotes) = (last.end, nil)
        case .shellBlock:
            let problems = diagnostics.filter { $0.span.start >= last.start }.map(\.code)
            // A closed one is behind the cursor, and a here-document has no words.
            guard problems.contains(SyntaxCode.textNotClosed.rawValue),
                !problems.contains(SyntaxCode.hereDocument.rawValue)
            else { return nil }
            begin = last.start + 3
            quotes = String(decoding: bytes[last.start..<begin], as: UTF8.self)
        case .word, .variable, .text, .sign, .leftBrace, .rightBrace, .leftParenthesis, .rightParenthesis,
            .leftBracket, .rightBracket, .colon, .comma, .equals, .bar, .less, .lessOrEqual, .greater,
            .greaterOrEqual, .newline, .comment, .lineContinuation, .unexpectedCharacter, .end:
            return nil
        }
        text = String(decoding: bytes[begin...], as: UTF8.self)
    }
}
