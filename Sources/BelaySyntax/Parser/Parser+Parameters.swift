import BelaySource

extension Parser {
    /// "param" name ":" type [ "=" default ] [ text ] [ "where" expression [ "else" text ] ]
    mutating func parseParameter() throws(ParseAbort) -> ParameterSyntax {
        let start = presume(.param).start
        let name = try parseName()
        try expect(.colon)
        let type = try parseType()
        let defaultValue = accept(.equals) ? try parseDefault() : nil
        let documentation = nextIs(.text) ? try parseText() : nil
        let condition = accept(.where) ? try parseExpression() : nil
        let message = condition != nil && accept(.else) ? try parseText() : nil
        return ParameterSyntax(
            name: name, type: type, defaultValue: defaultValue, documentation: documentation, condition: condition,
            message: message, span: span(from: start))
    }

    /// default = "env" name | command | element ;
    private mutating func parseDefault() throws(ParseAbort) -> ParameterSyntax.Default {
        if kind == .sign {
            let command = try parseCommand()
            checkSwallowedClause(of: command)
            return .command(command)
        }
        guard keyword == .env, following.kind == .word, self.keyword(of: following)?.endsRow != true else {
            return .element(try parseElement())
        }
        let start = presume(.env).start
        let variable = try parseName()
        return .environment(variable, span: span(from: start))
    }
}
