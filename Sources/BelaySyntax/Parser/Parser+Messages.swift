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

    /// "manual" text [ "until" expression ]
    mutating func parseManual() throws(ParseAbort) -> ManualSyntax {
        let start = presume(.manual).start
        let text = try parseText()
        let condition = accept(.until) ? try parseExpression() : nil
        return ManualSyntax(text: text, condition: condition, span: span(from: start))
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
