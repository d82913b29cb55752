import BelaySource

extension Parser {
    /// A value of a phrase begins here.
    var nextBeginsElement: Bool { beginsElement(token) }

    func beginsElement(_ token: Token) -> Bool {
        switch token.kind {
        case .word: keyword(of: token)?.endsRow != true
        case .variable, .text, .leftBracket, .leftParenthesis: true
        case .sign, .shellLine, .shellBlock, .leftBrace, .rightBrace, .rightParenthesis, .rightBracket, .colon, .comma,
            .equals, .bar, .less, .lessOrEqual, .greater, .greaterOrEqual, .newline, .comment, .lineContinuation,
            .unexpectedCharacter, .end:
            false
        }
    }

    /// element = word | variable | text | list | comprehension | "(" ( command | expression ) ")" [ ~ path ] ;
    mutating func parseElement() throws(ParseAbort) -> ElementSyntax {
        guard nextBeginsElement else {
            expected.append(.element)
            throw unexpected()
        }
        height = 0
        switch kind {
        case .variable: return .variable(try parseVariable())
        case .text: return .text(try parseText())
        case .leftBracket where nextBeginsComprehension: return .comprehension(try parseComprehension())
        case .leftBracket: return .list(try parseList())
        case .leftParenthesis: return .parenthesized(try parseParenthesized())
        case .word, .sign, .shellLine, .shellBlock, .leftBrace, .rightBrace, .rightParenthesis, .rightBracket, .colon,
            .comma, .equals, .bar, .less, .lessOrEqual, .greater, .greaterOrEqual, .newline, .comment,
            .lineContinuation, .unexpectedCharacter,
            .end:
            return .word(try parseWord())
        }
    }

    /// "(" ( command | expression ) ")" [ ~ path ]
    private mutating func parseParenthesized() throws(ParseAbort) -> ParenthesizedSyntax {
        let start = token.start
        let content = try inBrackets(.leftParenthesis, .rightParenthesis) { parser throws(ParseAbort) in
            try parser.parseExpression()
        }
        try raise()
        let accessors = nextContinuesPath ? try parseAccessors() : []
        return ParenthesizedSyntax(content: content, accessors: accessors, span: span(from: start))
    }

    /// list = "[" [ item { "," item } [ "," ] ] "]" ;
    mutating func parseList() throws(ParseAbort) -> ListSyntax {
        let start = token.start
        var tallest = 0
        let items = try inBrackets(.leftBracket, .rightBracket) { parser throws(ParseAbort) in
            var items: [ListSyntax.Item] = []
            while !parser.nextIs(.rightBracket) {
                items.append(try parser.parseItem())
                tallest = max(tallest, parser.height)
                guard parser.accept(.comma) else { break }
            }
            return items
        }
        try raise(above: tallest)
        let list = ListSyntax(items: items, span: span(from: start))
        let named = items.count { $0.name != nil }
        if named > 0, named < items.count, let bare = items.first(where: { $0.name == nil }) {
            report(.mixedList(at: list.span, bare: bare.value.span))
        }
        return list
    }

    /// item = [ name "=" ] element ;
    private mutating func parseItem() throws(ParseAbort) -> ListSyntax.Item {
        guard kind == .word, following.kind == .equals else {
            return ListSyntax.Item(name: nil, value: try parseElement())
        }
        let name = try parseName()
        try expect(.equals)
        return ListSyntax.Item(name: name, value: try parseElement())
    }

    /// The content between two brackets, where a line end counts as a space.
    mutating func inBrackets<Content>(
        _ opening: Token.Kind, _ closing: Token.Kind, _ parse: (inout Parser) throws(ParseAbort) -> Content
    ) throws(ParseAbort) -> Content {
        try enter()
        defer { leave() }
        let skipped = skipsNewlines
        skipsNewlines = true
        let open = presume(opening)
        let content = try parse(&self)
        guard nextIs(closing) else {
            if kind == .end {
                let bracket = source.text(of: span(of: open))
                throw fail(.notClosed(bracket, opened: span(of: open), at: here, isCurable: true))
            }
            throw unexpected()
        }
        skipsNewlines = skipped
        presume(closing)
        return content
    }
}
