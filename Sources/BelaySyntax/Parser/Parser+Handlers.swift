import BelaySource

extension Parser {
    /// "on" "failure" body | "on" element [ "as" element ] block
    mutating func parseOn() throws(ParseAbort) -> StatementSyntax {
        let start = presume(.on).start
        if accept(.failure) {
            let body = try parseBody()
            return .onFailure(HandlerSyntax(body: body, span: span(from: start)))
        }
        let host = try parseElement()
        let user = accept(.as) ? try parseElement() : nil
        return .on(OnSyntax(host: host, user: user, body: try parseBlock(), span: span(from: start)))
    }

    /// "always" body
    mutating func parseHandler(after keyword: Keyword) throws(ParseAbort) -> HandlerSyntax {
        let start = presume(keyword).start
        return HandlerSyntax(body: try parseBody(), span: span(from: start))
    }

    /// "undo" [ block ]
    mutating func parseUndo() throws(ParseAbort) -> StatementSyntax {
        let start = presume(.undo)
        guard nextIs(.leftBrace) else { return .undo(BareSyntax(span: span(of: start))) }
        return .undoBlock(HandlerSyntax(body: try parseBlock(), span: span(from: start.start)))
    }

    /// body = block | statement ;
    private mutating func parseBody() throws(ParseAbort) -> BlockSyntax {
        if nextIs(.leftBrace) { return try parseBlock() }
        if kind == .newline || kind == .end || kind == .rightBrace {
            expected.append(.statement)
            throw unexpected()
        }
        try enter()
        defer { leave() }
        let statement = try parseStatement()
        return BlockSyntax(statements: [statement], span: statement.span)
    }
}
