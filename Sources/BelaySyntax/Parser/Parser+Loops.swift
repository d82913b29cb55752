import BelaySource

/// What runs its block several times, or its statements side by side.
extension Parser {
    /// "for" name "in" element
    /// [ "together" [ "in" "batches" "of" element ] [ "at" "most" element ] [ "stopping" "after" element "failures" ] ]
    /// block [ "between" "batches" block ]
    mutating func parseFor() throws(ParseAbort) -> ForSyntax {
        let start = presume(.for).start
        let name = try parseName()
        try expect(.in)
        let list = try parseElement()
        let isTogether = accept(.together)
        let batches = isTogether ? try parseBatches() : nil
        let limit = isTogether ? try parseLimit() : nil
        var tolerance: ElementSyntax?
        if isTogether, accept(.stopping) {
            try expect(.after)
            tolerance = try parseElement()
            try expect(.failures)
        }
        let body = try parseBlock()
        return ForSyntax(
            name: name, list: list, isTogether: isTogether, batches: batches, limit: limit, tolerance: tolerance,
            body: body, between: try parseBetween(), span: span(from: start))
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
}
