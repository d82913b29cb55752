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

    /// "with" ( "input" [ "file" ] element | "output" "file" element | "env" entry { "," entry } ) block
    mutating func parseWith() throws(ParseAbort) -> StatementSyntax {
        let start = presume(.with).start
        if accept(.input) {
            if accept(.file) { return .withInputFile(try parseFile(from: start)) }
            let input = try parseElement()
            return .withInput(WithInputSyntax(input: input, body: try parseBlock(), span: span(from: start)))
        }
        if accept(.output) {
            try expect(.file)
            return .withOutputFile(try parseFile(from: start))
        }
        try expect(.env)
        var entries = [try parseEntry()]
        while accept(.comma) { entries.append(try parseEntry()) }
        return .withEnvironment(
            WithEnvironmentSyntax(entries: entries, body: try parseBlock(), span: span(from: start)))
    }

    /// element block
    private mutating func parseFile(from start: Int) throws(ParseAbort) -> WithFileSyntax {
        let path = try parseElement()
        return WithFileSyntax(path: path, body: try parseBlock(), span: span(from: start))
    }

    /// entry = name "=" element ;
    mutating func parseEntry() throws(ParseAbort) -> WithEnvironmentSyntax.Entry {
        let name = try parseName()
        try expect(.equals)
        return WithEnvironmentSyntax.Entry(name: name, value: try parseElement())
    }
}
