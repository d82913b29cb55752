public import BelaySource

/// Cuts a file into tokens, walking bytes.
///
/// A sign before a space begins a command anywhere, so the lexer needs to know little of the grammar: which brackets
/// are open, since they end a command, and whether a statement may begin, since `via` is followed by shell text. Errors
/// are collected in `diagnostics`; every byte is covered all the same.
public struct Lexer: Sendable {
    let source: SourceText
    let bytes: [UInt8]
    /// Where reading ends.
    let limit: Int
    let isTooLarge: Bool
    var position = 0
    /// The open brackets, innermost last.
    var brackets: [Token.Kind] = []
    var openBraces = 0
    var expectation = Expectation.statement
    public internal(set) var diagnostics: [Diagnostic] = []

    /// The kind of token that may come next.
    enum Expectation {
        case statement
        case anything
        /// After a sign: a line or a block.
        case command
        /// After `via`: a line.
        case shellLine
    }

    public init(_ source: SourceText, sizeLimit: Int = SourceText.sizeLimit) {
        self.source = source
        bytes = source.bytes
        isTooLarge = bytes.count > sizeLimit
        // Of a part of a file little would be true.
        limit = isTooLarge ? 0 : bytes.count
        if isTooLarge { report(.fileTooLarge(at: span(sizeLimit, sizeLimit))) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// All tokens of a file, the `end` included, and what is wrong with them.
    public static func lex(_ source: SourceText) -> (tokens: [Token], diagnostics: [Diagnostic]) {
        var lexer = Lexer(source)
        var tokens: [Token] = []
        tokens.reserveCapacity(source.bytes.count / 4 + 1)
        while true {
            let token = lexer.next()
            tokens.append(token)
            if token.kind == .end { return (tokens, lexer.diagnostics) }
        }
    }

    /// The next token; after the last one, `end` for ever.
    public mutating func next() -> Token {
        position = endOfBlanks(from: position)
        switch expectation {
        case .command where isLineContinuation(at: position), .shellLine where isLineContinuation(at: position):
            return lineContinuation()
        case .command:
            expectation = .anything
            if let token = commandText() { return token }
        case .shellLine:
            expectation = .anything
            if let token = shellLine() { return token }
        case .statement, .anything:
            break
        }
        guard position < limit else { return Token(kind: .end, start: limit, end: limit) }
        return token(at: position)
    }

    private mutating func token(at start: Int) -> Token {
        // Most tokens are words.
        if bytes[start].isLetter { return word() }
        switch bytes[start] {
        case UInt8(ascii: "\n"): return newline()
        case UInt8(ascii: "#"): return comment()
        case UInt8(ascii: "\\"): return lineContinuation()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return text()
        case UInt8(ascii: "$"): return dollar()
        case UInt8(ascii: "?"), UInt8(ascii: "!"): return sign()
        case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): return opening()
        case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): return closing()
        case UInt8(ascii: ","): return punctuation(.comma)
        case UInt8(ascii: "="): return punctuation(.equals)
        case UInt8(ascii: "|"): return punctuation(.bar)
        case UInt8(ascii: "<"): return comparison(.less, orEqual: .lessOrEqual)
        case UInt8(ascii: ">"): return comparison(.greater, orEqual: .greaterOrEqual)
        case let byte where byte.isWordByte: return word()
        default: return unexpectedCharacter()
        }
    }

    private func endOfBlanks(from start: Int) -> Int {
        let bytes = self.bytes.span
        var end = start
        while end < limit {
            let byte = bytes[end]
            let isReturn = byte == UInt8(ascii: "\r") && end + 1 < limit && bytes[end + 1] == UInt8(ascii: "\n")
            guard byte.isBlank || isReturn else { break }
            end += 1
        }
        return end
    }

    // MARK: Small tokens

    mutating func finish(_ kind: Token.Kind, from start: Int, to end: Int) -> Token {
        position = end
        expectation = .anything
        return Token(kind: kind, start: start, end: end)
    }

    private mutating func punctuation(_ kind: Token.Kind) -> Token {
        finish(kind, from: position, to: position + 1)
    }

    private mutating func comparison(_ kind: Token.Kind, orEqual: Token.Kind) -> Token {
        if byte(at: position + 1) == UInt8(ascii: "=") { return finish(orEqual, from: position, to: position + 2) }
        return punctuation(kind)
    }

    private mutating func newline() -> Token {
        let token = punctuation(.newline)
        if brackets.last == nil || brackets.last == .leftBrace { expectation = .statement }
        return token
    }

    private mutating func comment() -> Token {
        let start = position
        guard beginsComment(at: start) else { return unexpectedCharacter() }
        let before = expectation
        let token = finish(.comment, from: start, to: endOfLine(from: start))
        expectation = before
        return token
    }

    private mutating func lineContinuation() -> Token {
        let start = position
        guard let next = lineEnd(at: start + 1) else {
            if start + 1 == limit { report(.continuationAtEnd(at: span(start, limit))) }
            return start + 1 == limit ? finish(.unexpectedCharacter, from: start, to: limit) : unexpectedCharacter()
        }
        let before = expectation
        let token = finish(.lineContinuation, from: start, to: next)
        expectation = before
        return token
    }

    private mutating func opening() -> Token {
        let kind: Token.Kind
        switch bytes[position] {
        case UInt8(ascii: "{"): kind = .leftBrace
        case UInt8(ascii: "("): kind = .leftParenthesis
        default: kind = .leftBracket
        }
        brackets.append(kind)
        let token = punctuation(kind)
        if kind == .leftBrace {
            openBraces += 1
            expectation = .statement
        }
        return token
    }

    /// A `}` closes any brackets left open inside it. A `)` or `]` without an opening one closes nothing.
    private mutating func closing() -> Token {
        switch bytes[position] {
        case UInt8(ascii: "}"):
            if openBraces > 0 {
                while let last = brackets.popLast(), last != .leftBrace {}
                openBraces -= 1
            }
            return punctuation(.rightBrace)
        case UInt8(ascii: ")"):
            if brackets.last == .leftParenthesis { brackets.removeLast() }
            return punctuation(.rightParenthesis)
        default:
            if brackets.last == .leftBracket { brackets.removeLast() }
            return punctuation(.rightBracket)
        }
    }
}
