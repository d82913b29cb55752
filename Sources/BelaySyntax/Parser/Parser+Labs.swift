import BelaySource

/// The statements that only a lab has. Their words begin phrases like any other everywhere else.
extension Parser {
    /// lab-file = { EOL } "lab" text ... ;  what begins otherwise is a runbook or a library
    static func beginsLab(_ tokens: [Token], keyword: (Token) -> Keyword?) -> Bool {
        guard let first = tokens.firstIndex(where: { $0.kind != .newline }) else { return false }
        return keyword(tokens[first]) == .lab && tokens[first + 1].kind == .text
    }

    /// The form that a keyword begins where the next statement stands.
    func form(of keyword: Keyword) -> StatementForm? {
        if isLab, depth == 0, let form = keyword.labForm { return form }
        return keyword.form
    }

    /// "machine" word { "," word } [ "{" features "}" ]
    mutating func parseMachine() throws(ParseAbort) -> MachineSyntax {
        let start = presume(.machine).start
        let names = try parseWords()
        let features =
            nextIs(.leftBrace) ? try parseLines { parser throws(ParseAbort) in try parser.parseFeature() } : []
        return MachineSyntax(names: names, features: features, span: span(from: start))
    }

    /// feature = ( "runs" | "has" | "user" ) word { "," word } | "disk" word word | "boots" "in" word ;
    private mutating func parseFeature() throws(ParseAbort) -> FeatureSyntax {
        let start = token.start
        let kind: FeatureSyntax.Kind
        if accept(.runs) {
            kind = .runs(try parseWords())
        } else if accept(.has) {
            kind = .has(try parseWords())
        } else if accept(.user) {
            kind = .user(try parseWords())
        } else if accept(.disk) {
            let path = try parseLiteralWord()
            kind = .disk(path: path, size: try parseLiteralWord())
        } else if accept(.boots) {
            try expect(.in)
            kind = .boots(in: try parseLiteralWord())
        } else {
            throw unexpected()
        }
        return FeatureSyntax(kind: kind, span: span(from: start))
    }

    /// "address" word { "," word }
    mutating func parseAddress() throws(ParseAbort) -> NamesSyntax {
        let start = presume(.address).start
        return NamesSyntax(words: try parseWords(), span: span(from: start))
    }

    /// "begin" block
    mutating func parseBegin() throws(ParseAbort) -> BeginSyntax {
        let start = presume(.begin).start
        return BeginSyntax(body: try parseBlock(), span: span(from: start))
    }

    /// "meanwhile" name "every" element [ "within" element ] block
    mutating func parseMeanwhile() throws(ParseAbort) -> MeanwhileSyntax {
        let start = presume(.meanwhile).start
        let name = try parseName()
        try expect(.every)
        let every = try parseElement()
        let within = accept(.within) ? try parseElement() : nil
        return MeanwhileSyntax(
            name: name, every: every, within: within, body: try parseBlock(), span: span(from: start))
    }

    /// "found" name block
    mutating func parseFound() throws(ParseAbort) -> FoundSyntax {
        let start = presume(.found).start
        let name = try parseName()
        return FoundSyntax(name: name, body: try parseBlock(), span: span(from: start))
    }

    /// "ends" word text [ "when" "done" ] block
    mutating func parseEnds() throws(ParseAbort) -> EndsSyntax {
        let start = presume(.ends).start
        let name = try parseLiteralWord()
        let text = try parseText()
        let isWhenDone = accept(.when)
        if isWhenDone { try expect(.done) }
        return EndsSyntax(
            name: name, text: text, isWhenDone: isWhenDone, body: try parseBlock(), span: span(from: start))
    }

    /// "fault" word text block
    mutating func parseFault() throws(ParseAbort) -> FaultSyntax {
        let start = presume(.fault).start
        let name = try parseLiteralWord()
        let text = try parseText()
        return FaultSyntax(name: name, text: text, body: try parseBlock(), span: span(from: start))
    }
}
