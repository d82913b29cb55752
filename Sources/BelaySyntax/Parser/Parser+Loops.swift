import BelaySource

extension Parser {
    /// "for" loop [ "together" [ "at" "most" element ] [ "stopping" "after" element "failures" ] ] block
    mutating func parseFor() throws(ParseAbort) -> ForSyntax {
        let start = presume(.for).start
        let head = try parseLoopHead()
        let isTogether = accept(.together)
        var limit: ElementSyntax?
        var tolerance: ElementSyntax?
        if isTogether {
            if accept(.at) {
                try expect(.most)
                limit = try parseElement()
            }
            if accept(.stopping) {
                try expect(.after)
                tolerance = try parseElement()
                try expect(.failures)
            }
        }
        return ForSyntax(
            head: head, isTogether: isTogether, limit: limit, tolerance: tolerance, body: try parseBlock(),
            span: span(from: start))
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
