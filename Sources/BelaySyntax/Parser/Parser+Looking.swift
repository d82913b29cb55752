import BelaySource

/// Unwinds to the statement that cannot be read. What is wrong has been reported.
struct ParseAbort: Error {}

/// `nextIs` looks, `accept` takes if it is there, `expect` takes or reports, `presume` takes what was seen. Every
/// failed look is remembered, so that a message can list everything that could have come next.
extension Parser {
    var token: Token { tokens[index] }

    var previousEnd: Int { index > 0 ? tokens[index - 1].end : 0 }

    var here: Span { span(of: token) }

    func span(of token: Token) -> Span { Span(file: source.file, start: token.start, end: token.end) }

    /// From a token or an offset to the end of what was taken last.
    func span(from start: Int) -> Span { Span(file: source.file, start: start, end: max(start, previousEnd)) }

    /// The token after the current one.
    var following: Token { tokens[next(after: index)] }

    /// The token after the following one, looked at where the grammar says (3).
    var afterFollowing: Token { tokens[next(after: next(after: index))] }

    private func next(after index: Int) -> Int {
        var next = min(index + 1, tokens.count - 1)
        while skipsNewlines, tokens[next].kind == .newline { next += 1 }
        return next
    }

    func keyword(of token: Token) -> Keyword? {
        guard token.kind == .word else { return nil }
        return keywords.keyword(in: source.bytes, from: token.start, to: token.end)
    }

    mutating func nextIs(_ kind: Token.Kind) -> Bool {
        if self.kind == kind { return true }
        expected.append(.token(kind))
        return false
    }

    mutating func nextIs(_ keyword: Keyword) -> Bool {
        if self.keyword == keyword { return true }
        expected.append(.keyword(keyword))
        return false
    }

    mutating func accept(_ kind: Token.Kind) -> Bool {
        guard nextIs(kind) else { return false }
        advance()
        return true
    }

    mutating func accept(_ keyword: Keyword) -> Bool {
        guard nextIs(keyword) else { return false }
        advance()
        return true
    }

    @discardableResult
    mutating func expect(_ kind: Token.Kind) throws(ParseAbort) -> Token {
        guard nextIs(kind) else { throw unexpected() }
        return presume(kind)
    }

    @discardableResult
    mutating func expect(_ keyword: Keyword) throws(ParseAbort) -> Token {
        guard nextIs(keyword) else { throw unexpected() }
        return presume(keyword)
    }

    @discardableResult
    mutating func presume(_ kind: Token.Kind) -> Token {
        precondition(self.kind == kind)
        return take()
    }

    @discardableResult
    mutating func presume(_ keyword: Keyword) -> Token {
        precondition(self.keyword == keyword)
        return take()
    }

    mutating func take() -> Token {
        let token = self.token
        advance()
        return token
    }

    mutating func advance() {
        if index < tokens.count - 1 { index += 1 }
        look()
    }

    /// Updates the current token, skipping line ends where they count as spaces.
    mutating func look() {
        while skipsNewlines, tokens[index].kind == .newline { index += 1 }
        if kind == .end { expectedAtEnd += expected }
        if !expected.isEmpty { expected.removeAll(keepingCapacity: true) }
        let token = tokens[index]
        kind = token.kind
        // Not through `keyword(of:)`, for which the whole parser would be copied.
        keyword = kind == .word ? keywords.keyword(in: source.bytes, from: token.start, to: token.end) : nil
    }

    /// There is no space between the current token and the one before.
    var touchesPrevious: Bool { index > 0 && tokens[index - 1].end == token.start }
}
