import BelaySource

/// What runs its block several times, or its statements side by side.
extension Parser {
    /// "for" loop
    /// [ "together" [ "in" "batches" "of" element ] [ "at" "most" element ] [ "stopping" "after" element "failures" ] ]
    /// block [ "between" "batches" block ] ;  what follows "together" may come in any order, and be "failure" too
    mutating func parseFor() throws(ParseAbort) -> ForSyntax {
        let start = presume(.for).start
        let head = try parseLoopHead()
        let isTogether = accept(.together)
        var batches, limit, tolerance: ElementSyntax?
        var isOneMore = isTogether
        while isOneMore {
            let before = index
            if batches == nil { batches = try parseBatches() }
            if limit == nil { limit = try parseLimit() }
            if tolerance == nil { tolerance = try parseTolerance() }
            isOneMore = index != before
        }
        let body = try parseBlock()
        return ForSyntax(
            head: head, isTogether: isTogether, batches: batches, limit: limit, tolerance: tolerance, body: body,
            between: try parseBetween(), span: span(from: start))
    }

    /// "in" "batches" "of" element
    private mutating func parseBatches() throws(ParseAbort) -> ElementSyntax? {
        guard accept(.in) else { return nil }
        try expect(.batches)
        try expect(.of)
        return try parseElement()
    }

    /// "at" "most" element
    private mutating func parseLimit() throws(ParseAbort) -> ElementSyntax? {
        guard accept(.at) else { return nil }
        try expect(.most)
        return try parseElement()
    }

    /// "stopping" "after" element ( "failures" | "failure" )
    private mutating func parseTolerance() throws(ParseAbort) -> ElementSyntax? {
        guard accept(.stopping) else { return nil }
        try expect(.after)
        let tolerance = try parseElement()
        if !accept(.failures) { try expect(.failure) }
        return tolerance
    }

    /// "between" "batches" block
    private mutating func parseBetween() throws(ParseAbort) -> BlockSyntax? {
        guard accept(.between) else { return nil }
        try expect(.batches)
        return try parseBlock()
    }

    /// "together" [ "at" "most" element ] block
    mutating func parseTogether() throws(ParseAbort) -> TogetherSyntax {
        let start = presume(.together).start
        let limit = try parseLimit()
        return TogetherSyntax(limit: limit, body: try parseBlock(), span: span(from: start))
    }

    /// "retry" element "times" [ "every" element ] block
    mutating func parseRetry() throws(ParseAbort) -> RetrySyntax {
        let start = presume(.retry).start
        let count = try parseElement()
        try expect(.times)
        let every = accept(.every) ? try parseElement() : nil
        return RetrySyntax(count: count, every: every, body: try parseBlock(), span: span(from: start))
    }

    /// "repeat" "at" "most" element "times" [ "every" element ] "until" expression block
    mutating func parseRepeat() throws(ParseAbort) -> RepeatSyntax {
        let start = presume(.repeat).start
        try expect(.at)
        try expect(.most)
        let count = try parseElement()
        try expect(.times)
        let every = accept(.every) ? try parseElement() : nil
        try expect(.until)
        let condition = try parseExpression()
        return RepeatSyntax(
            count: count, every: every, condition: condition, body: try parseBlock(), span: span(from: start))
    }

    /// loop = name "in" element [ "by" path ] [ "where" expression ] ;
    private mutating func parseLoopHead() throws(ParseAbort) -> LoopHeadSyntax {
        let name = try parseName()
        try expect(.in)
        let list = try parseElement()
        let path = accept(.by) ? try parsePath() : []
        let listHeight = height
        let condition = accept(.where) ? try parseExpression() : nil
        height = max(height, listHeight)
        return LoopHeadSyntax(name: name, list: list, path: path, condition: condition)
    }

    /// `[for` before a name; `[for]` and `[for, in]` are lists of words.
    var nextBeginsComprehension: Bool {
        let first = indexInBrackets(after: index)
        guard keyword(of: tokens[first]) == .for else { return false }
        let kind = tokens[indexInBrackets(after: first)].kind
        return kind == .word || kind == .variable
    }

    private func indexInBrackets(after index: Int) -> Int {
        var next = min(index + 1, tokens.count - 1)
        while tokens[next].kind == .newline { next += 1 }
        return next
    }

    /// comprehension = "[" "for" loop [ "give" expression ] "]" ;
    mutating func parseComprehension() throws(ParseAbort) -> ComprehensionSyntax {
        let start = token.start
        var tallest = 0
        let (head, value) = try inBrackets(.leftBracket, .rightBracket) { parser throws(ParseAbort) in
            parser.presume(.for)
            let head = try parser.parseLoopHead()
            tallest = parser.height
            let value = parser.accept(.give) ? try parser.parseExpression() : nil
            tallest = max(tallest, parser.height)
            return (head, value)
        }
        try raise(above: tallest)
        let comprehension = ComprehensionSyntax(head: head, value: value, span: span(from: start))
        if head.condition == nil, value == nil { report(.makesNothing(at: comprehension.span)) }
        return comprehension
    }
}
