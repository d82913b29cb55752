import BelaySource

extension Parser {
    /// "await" expression { ( "within" | "every" | "stable" ) element } [ "or" "fail" "when" expression ]
    mutating func parseAwait() throws(ParseAbort) -> AwaitSyntax {
        let start = presume(.await).start
        let condition = try parseExpression()
        var within: ElementSyntax?
        var every: ElementSyntax?
        var stable: ElementSyntax?
        var failure: ExpressionSyntax?
        while true {
            if nextIs(.within) {
                within = try parseClause(.within, before: within)
            } else if nextIs(.every) {
                every = try parseClause(.every, before: every)
            } else if nextIs(.stable) {
                stable = try parseClause(.stable, before: stable)
            } else {
                break
            }
        }
        if accept(.or) {
            try expect(.fail)
            try expect(.when)
            failure = try parseExpression()
        }
        return AwaitSyntax(
            condition: condition, within: within, every: every, stable: stable, failure: failure,
            span: span(from: start))
    }

    /// One clause of a wait, given once.
    mutating func parseClause(_ keyword: Keyword, before: ElementSyntax?) throws(ParseAbort) -> ElementSyntax {
        let place = here
        presume(keyword)
        let value = try parseElement()
        if let before { report(.givenTwice(keyword.rawValue, at: place, first: before.span)) }
        return value
    }

    /// "expect" expression [ "else" text ]
    mutating func parseExpect() throws(ParseAbort) -> ExpectSyntax {
        let start = presume(.expect).start
        let condition = try parseExpression()
        let message = accept(.else) ? try parseText() : nil
        return ExpectSyntax(condition: condition, message: message, span: span(from: start))
    }

    /// "guard" expression [ "else" text ] block
    mutating func parseGuard() throws(ParseAbort) -> GuardSyntax {
        let start = presume(.guard).start
        let condition = try parseExpression()
        let message = accept(.else) ? try parseText() : nil
        return GuardSyntax(condition: condition, message: message, body: try parseBlock(), span: span(from: start))
    }

    /// "done" "when" expression
    mutating func parseDoneWhen() throws(ParseAbort) -> ConditionSyntax {
        let start = presume(.done).start
        try expect(.when)
        return ConditionSyntax(expression: try parseExpression(), span: span(from: start))
    }

    /// "give" expression
    mutating func parseGive() throws(ParseAbort) -> ConditionSyntax {
        let start = presume(.give).start
        return ConditionSyntax(expression: try parseExpression(), span: span(from: start))
    }
}
