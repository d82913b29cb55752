import BelaySource

/// The tokens between two line ends that are no spaces: one statement, the head of one, or its end.
struct LogicalLines {
    /// Of token numbers; a line has the line end behind it.
    private(set) var lines: [Range<Int>] = []
    /// The `{` whose blocks are written on one line, by their token numbers.
    private(set) var inlineBraces: Set<Int> = []
    /// The other braces that have both halves, by their token numbers.
    private(set) var blocks: [(opening: Int, closing: Int)] = []
    /// Token numbers between which a brace lacks its other half.
    private(set) var unbalanced: [ClosedRange<Int>] = []

    private var brackets: [(kind: Token.Kind, token: Int)] = []
    /// The number of line breaks before each token.
    private var breaks: [Int] = []
    /// The token after which no bracket is open, as far as the file is read.
    private var balanced = 0

    init(_ tokens: [Token]) {
        var start = 0
        var count = 0
        for (index, token) in tokens.enumerated() {
            breaks.append(count)
            if token.kind == .newline || token.kind == .comment || token.kind == .lineContinuation { count += 1 }
            read(token, index)
            let isEnd = token.kind == .newline && isAtStatements || token.kind == .end
            guard isEnd else { continue }
            lines.append(start..<index + 1)
            start = index + 1
        }
        if let open = brackets.first { unbalanced.append(open.token...tokens.count - 1) }
    }

    /// The number of the line that has a token.
    func line(of token: Int) -> Int {
        var low = 0
        var high = lines.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lines[middle].lowerBound <= token { low = middle } else { high = middle - 1 }
        }
        return low
    }

    private var isAtStatements: Bool { brackets.last.map { $0.kind == .leftBrace } ?? true }

    /// As the lexer has it: a `}` closes all that is open inside it, and a `)` or `]` of another bracket closes nothing.
    private mutating func read(_ token: Token, _ index: Int) {
        switch token.kind {
        case .leftBrace, .leftParenthesis, .leftBracket: brackets.append((token.kind, index))
        case .rightParenthesis: if brackets.last?.kind == .leftParenthesis { close(index) }
        case .rightBracket: if brackets.last?.kind == .leftBracket { close(index) }
        case .rightBrace:
            guard brackets.contains(where: { $0.kind == .leftBrace }) else {
                unbalanced.append(min(balanced + 1, index)...index)
                return
            }
            while let last = brackets.last, last.kind != .leftBrace { brackets.removeLast() }
            if let opening = brackets.last?.token {
                if breaks[opening] == breaks[index] {
                    inlineBraces.insert(opening)
                } else {
                    blocks.append((opening, index))
                }
            }
            close(index)
        case .word, .variable, .text, .sign, .shellLine, .shellBlock, .colon, .comma, .equals, .bar, .less,
            .lessOrEqual,
            .greater, .greaterOrEqual, .newline, .comment, .lineContinuation, .unexpectedCharacter, .end:
            break
        }
    }

    private mutating func close(_ index: Int) {
        brackets.removeLast()
        if brackets.isEmpty { balanced = index }
    }
}
