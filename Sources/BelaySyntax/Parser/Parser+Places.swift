import BelaySource

extension Parser {
    /// "in" row block
    mutating func parseIn() throws(ParseAbort) -> InSyntax {
        let start = presume(.in).start
        let target = try parseRow()
        return InSyntax(target: target, body: try parseBlock(), span: span(from: start))
    }

    /// "locally" block
    mutating func parseLocally() throws(ParseAbort) -> LocallySyntax {
        let start = presume(.locally).start
        return LocallySyntax(body: try parseBlock(), span: span(from: start))
    }

    /// "with" ( "input" element | "env" entry { "," entry } ) block
    mutating func parseWith() throws(ParseAbort) -> StatementSyntax {
        let start = presume(.with).start
        if accept(.input) {
            let input = try parseElement()
            return .withInput(WithInputSyntax(input: input, body: try parseBlock(), span: span(from: start)))
        }
        try expect(.env)
        var entries = [try parseEntry()]
        while accept(.comma) { entries.append(try parseEntry()) }
        return .withEnvironment(
            WithEnvironmentSyntax(entries: entries, body: try parseBlock(), span: span(from: start)))
    }

    /// entry = name "=" element ;
    mutating func parseEntry() throws(ParseAbort) -> WithEnvironmentSyntax.Entry {
        let name = try parseName()
        try expect(.equals)
        return WithEnvironmentSyntax.Entry(name: name, value: try parseElement())
    }
}
