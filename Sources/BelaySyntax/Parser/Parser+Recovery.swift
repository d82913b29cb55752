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

    /// Says what stands here and all that could have stood here. What the lexer has refused is not reported again.
    mutating func unexpected() -> ParseAbort {
        if kind == .unexpectedCharacter { return ParseAbort() }
        var names: [String] = []
        for wanted in wanted where !names.contains(wanted.words) { names.append(wanted.words) }
        return fail(
            .unexpected(
                found: described, wanted: names, at: placeOfCurrent, label: labelHere, help: helpForCurrent,
                isCurable: isCurableHere))
    }

    /// What the current token is called in a message.
    private var described: String {
        switch kind {
        case .end: "the text ends"
        case .newline: "the line ends"
        case .sign: "a command begins"
        case .text: "a text stands"
        case .word, .variable, .shellLine, .shellBlock, .leftBrace, .rightBrace, .leftParenthesis, .rightParenthesis,
            .leftBracket, .rightBracket, .colon, .comma, .equals, .bar, .less, .lessOrEqual, .greater, .greaterOrEqual,
            .comment, .lineContinuation, .unexpectedCharacter:
            "`\(source.text(of: here))` stands"
        }
    }

    /// A line end and the end of the file are shown after what stands before them.
    private var placeOfCurrent: Span {
        guard kind == .newline || kind == .end else { return here }
        let place = min(previousEnd, token.start)
        return Span(file: source.file, start: place, end: place)
    }

    private var labelHere: String {
        guard let statementWord else { return "not understood from here on" }
        let isEnd = kind == .newline || kind == .end
        return isEnd ? "the `\(statementWord)` is not complete" : "the `\(statementWord)` cannot go on like this"
    }

    /// The first word of the statement that is being parsed.
    private var statementWord: String? {
        guard let statementStart, let keyword = keyword(of: statementStart), keyword.beginsStatement,
            statementStart != token
        else { return nil }
        return keyword.rawValue
    }

    private var helpForCurrent: String? {
        switch kind {
        case .equals where following.kind == .equals: "to compare, write `is`: $state is active"
        case .equals: "an option is written without blanks: name=value"
        case .sign: "a command that something goes before or follows stands in parentheses: expect (? test -e $file)"
        case .bar: "only the words of a type are joined by `|`; a pipeline is part of a command"
        case .word, .variable, .text, .shellLine, .shellBlock, .leftBrace, .rightBrace, .leftParenthesis,
            .rightParenthesis, .leftBracket, .rightBracket, .colon, .comma, .less, .lessOrEqual, .greater,
            .greaterOrEqual, .newline, .comment, .lineContinuation, .unexpectedCharacter, .end:
            nil
        }
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

    /// Counts one level, and gives the rest of the file up when there are too many. The outermost one is within none.
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
