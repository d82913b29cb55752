import BelaySource

extension Parser {
    /// ( "confirm" | "fail" ) text
    mutating func parseMessage(after keyword: Keyword) throws(ParseAbort) -> MessageSyntax {
        let start = presume(keyword).start
        return MessageSyntax(text: try parseText(), span: span(from: start))
    }

    /// ( "say" | "lock" ) element
    mutating func parseValue(after keyword: Keyword) throws(ParseAbort) -> ValueSyntax {
        let start = presume(keyword).start
        return ValueSyntax(value: try parseElement(), span: span(from: start))
    }

    /// "approval" text { ( "by" | "within" ) element }
    mutating func parseApproval() throws(ParseAbort) -> ApprovalSyntax {
        let start = presume(.approval).start
        let text = try parseText()
        var count: ElementSyntax?
        var within: ElementSyntax?
        while true {
            if nextIs(.by) {
                count = try parseClause(.by, before: count)
            } else if nextIs(.within) {
                within = try parseClause(.within, before: within)
            } else {
                break
            }
        }
        return ApprovalSyntax(text: text, count: count, within: within, span: span(from: start))
    }

    /// "ask" name ":" type [ "=" element ] text
    mutating func parseAsk() throws(ParseAbort) -> AskSyntax {
        let start = presume(.ask).start
        let name = try parseName()
        try expect(.colon)
        let type = try parseType()
        let defaultValue = accept(.equals) ? try parseElement() : nil
        return AskSyntax(
            name: name, type: type, defaultValue: defaultValue, text: try parseText(), span: span(from: start))
    }

    /// "note" text [ ( "if" | "unless" ) expression ]
    mutating func parseNote() throws(ParseAbort) -> NoteSyntax {
        let start = presume(.note).start
        let text = try parseText()
        let isUnless = !nextIs(.if) && nextIs(.unless)
        guard isUnless || keyword == .if else {
            return NoteSyntax(text: text, condition: nil, isUnless: false, span: span(from: start))
        }
        advance()
        return NoteSyntax(
            text: text, condition: try parseExpression(), isUnless: isUnless, span: span(from: start))
    }

    /// "manual" text [ "until" expression { ( "within" | "every" ) element } ]
    mutating func parseManual() throws(ParseAbort) -> ManualSyntax {
        let start = presume(.manual).start
        let text = try parseText()
        guard accept(.until) else {
            return ManualSyntax(text: text, condition: nil, within: nil, every: nil, span: span(from: start))
        }
        let condition = try parseExpression()
        var within: ElementSyntax?
        var every: ElementSyntax?
        while true {
            if nextIs(.within) {
                within = try parseClause(.within, before: within)
            } else if nextIs(.every) {
                every = try parseClause(.every, before: every)
            } else {
                break
            }
        }
        return ManualSyntax(text: text, condition: condition, within: within, every: every, span: span(from: start))
    }

    /// "point" "of" "no" "return" text
    mutating func parsePointOfNoReturn() throws(ParseAbort) -> MessageSyntax {
        let start = presume(.point).start
        try expect(.of)
        try expect(.no)
        try expect(.return)
        return MessageSyntax(text: try parseText(), span: span(from: start))
    }

    mutating func parseBare(_ keyword: Keyword) -> BareSyntax { BareSyntax(span: span(of: presume(keyword))) }
}
