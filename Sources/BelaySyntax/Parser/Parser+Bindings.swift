import BelaySource

extension Parser {
    /// "let" name [ ":" type ] "=" ( "edit" ( "yaml" | "json" ) element edits | expression )
    mutating func parseLet() throws(ParseAbort) -> LetSyntax {
        let start = presume(.let).start
        let name = try parseName()
        let type = accept(.colon) ? try parseType() : nil
        try expect(.equals)
        let value: LetSyntax.Value
        if keyword == .edit, keyword(of: following)?.isEditFormat == true {
            value = .edit(try parseEdit())
        } else {
            value = .expression(try parseExpression())
        }
        return LetSyntax(name: name, type: type, value: value, span: span(from: start))
    }

    /// edits = "{" { EOL } [ change { EOL { EOL } change } { EOL } ] "}" ;
    private mutating func parseEdit() throws(ParseAbort) -> EditSyntax {
        let start = presume(.edit).start
        let format: EditFormat = accept(.json) ? .json : .yaml
        if format == .yaml { presume(.yaml) }
        let subject = try parseElement()
        let changes = try parseLines { parser throws(ParseAbort) in try parser.parseChange() }
        return EditSyntax(format: format, subject: subject, changes: changes, span: span(from: start))
    }

    /// change = "set" path "=" element | "append" path "=" element | "remove" path ;
    private mutating func parseChange() throws(ParseAbort) -> EditChangeSyntax {
        let start = token.start
        let verb: EditChangeSyntax.Verb
        if accept(.set) {
            verb = .set
        } else if accept(.append) {
            verb = .append
        } else if accept(.remove) {
            verb = .remove
        } else {
            throw unexpected()
        }
        let path = try parsePath()
        guard verb != .remove else {
            return EditChangeSyntax(verb: verb, path: path, value: nil, span: span(from: start))
        }
        try expect(.equals)
        let value = try parseElement()
        return EditChangeSyntax(verb: verb, path: path, value: value, span: span(from: start))
    }
}
