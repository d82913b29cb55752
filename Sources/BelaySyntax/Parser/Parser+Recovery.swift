import BelaySource

extension Parser {
    mutating func report(_ diagnostic: Diagnostic) {
        guard diagnostics.count < SyntaxLimits.diagnostics, !isAbandoned else { return }
        diagnostics.append(diagnostic)
    }

    mutating func fail(_ diagnostic: Diagnostic) -> ParseAbort {
        report(diagnostic)
        return ParseAbort()
    }

    /// Reports the current token and everything that was expected instead. What the lexer has refused is not reported
    /// again.
    mutating func unexpected() -> ParseAbort {
        if kind == .unexpectedCharacter { return ParseAbort() }
        var names: [String] = []
        for expected in expected where !names.contains(expected.words) { names.append(expected.words) }
        return fail(
            .unexpected(
                found: described, expected: names, at: placeOfCurrent, label: labelHere, help: hint,
                isCurable: isCurableHere))
    }

    /// The current token as a message names it.
    private var described: String {
        switch kind {
        case .end: "the end of the input"
        case .newline: "the end of the line"
        case .sign: "a command"
        case .text: "a string"
        case .word, .variable, .shellLine, .shellBlock, .leftBrace, .rightBrace, .leftParenthesis, .rightParenthesis,
            .leftBracket, .rightBracket, .colon, .comma, .equals, .bar, .less, .lessOrEqual, .greater, .greaterOrEqual,
            .comment, .lineContinuation, .unexpectedCharacter:
            "`\(source.text(of: here))`"
        }
    }

    /// A line end and the end of the file are marked after the last token before them.
    private var placeOfCurrent: Span {
        guard kind == .newline || kind == .end else { return here }
        let place = min(previousEnd, token.start)
        return Span(file: source.file, start: place, end: place)
    }

    private var labelHere: String {
        guard let statementWord else { return "unexpected here" }
        let isEnd = kind == .newline || kind == .end
        return isEnd ? "this `\(statementWord)` is incomplete" : "unexpected in this `\(statementWord)`"
    }

    /// The first word of the statement that is being parsed.
    private var statementWord: String? {
        guard let statementStart, let keyword = keyword(of: statementStart),
            keyword.beginsStatement || isLab && keyword.labForm != nil,
            statementStart != token
        else { return nil }
        return keyword.rawValue
    }

    /// Goes to the end of the line, or to the end of the block. A block on the way is parsed for its errors.
    mutating func recover() {
        skipsNewlines = false
        look()
        while kind != .newline, kind != .end, kind != .rightBrace {
            if kind == .leftBrace, depth <= SyntaxLimits.nesting {
                _ = try? parseBlock()
            } else {
                advance()
            }
        }
    }

    /// Counts one level, and gives up on the rest of the file if there are too many. The outermost one counts as none.
    mutating func enter() throws(ParseAbort) {
        guard depth <= SyntaxLimits.nesting else { throw tooDeep() }
        depth += 1
    }

    mutating func leave() { depth -= 1 }

    /// Puts a node above what was parsed last.
    mutating func raise(above other: Int = 0) throws(ParseAbort) {
        height = max(height, other) + 1
        if depth + height > SyntaxLimits.nesting + 1 { throw tooDeep() }
    }

    private mutating func tooDeep() -> ParseAbort {
        report(.nesting(at: here))
        isAbandoned = true
        index = tokens.count - 1
        look()
        return ParseAbort()
    }
}
