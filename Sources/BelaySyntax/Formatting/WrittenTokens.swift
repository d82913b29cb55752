import BelaySource

/// What a text is made of, whatever its layout: its tokens and comments, and the line ends that end statements. Texts that have
/// the same ones have the same tree.
struct WrittenTokens: Equatable {
    private struct Item: Equatable {
        var kind: Token.Kind
        var text: ArraySlice<UInt8>
        /// It is the path of what is before it.
        var touches: Bool
    }

    private var items: [Item] = []

    init(_ text: String) {
        let source = SourceText(file: FileNumber(0), name: "", bytes: Array(text.utf8))
        self.init(source, Lexer.lex(source).tokens)
    }

    init(_ source: SourceText, _ tokens: [Token]) {
        var brackets: [Token.Kind] = []
        var previousEnd = -1
        for token in tokens where token.kind != .lineContinuation {
            switch token.kind {
            case .leftBrace, .leftParenthesis, .leftBracket: brackets.append(token.kind)
            case .rightBrace: if let index = brackets.lastIndex(of: .leftBrace) { brackets.removeSubrange(index...) }
            case .rightParenthesis: if brackets.last == .leftParenthesis { brackets.removeLast() }
            case .rightBracket: if brackets.last == .leftBracket { brackets.removeLast() }
            case .newline:
                if brackets.last ?? .leftBrace == .leftBrace { endStatement() }
                continue
            default: break
            }
            if token.kind == .rightBrace || token.kind == .end, items.last?.kind == .newline { items.removeLast() }
            let follows = items.last?.kind == .rightParenthesis || items.last?.kind == .rightBracket
            let touches = token.start == previousEnd && follows && Self.beginsPath(token, source)
            items.append(Item(kind: token.kind, text: Self.text(of: token, source), touches: touches))
            previousEnd = token.end
        }
    }

    /// Line ends after each other count as one, and those at the beginning of a block as none.
    private mutating func endStatement() {
        guard let last = items.last?.kind, last != .newline, last != .leftBrace else { return }
        items.append(Item(kind: .newline, text: [], touches: false))
    }

    /// A path begins without a space where it follows a bracket.
    private static func beginsPath(_ token: Token, _ source: SourceText) -> Bool {
        token.kind == .word && source.bytes[token.start] == UInt8(ascii: ".")
    }

    private static func text(of token: Token, _ source: SourceText) -> ArraySlice<UInt8> {
        var text = source.bytes[token.start..<token.end]
        if token.kind == .comment { while text.last?.isBlank == true { text.removeLast() } }
        let isBlock = token.kind == .text || token.kind == .shellBlock
        guard isBlock, text.contains(UInt8(ascii: "\n")) else { return text }
        let lines = BlockLines(bytes: source.bytes, from: token.start, to: token.end)
        return lines.contents.reduce(into: text.prefix(3)) { $0 += source.bytes[$1] + [UInt8(ascii: "\n")] }
    }
}
