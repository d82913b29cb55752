import BelaySource

extension Parser {
    /// file = { EOL } , { statement , end } ;  a `}` that nothing opened is reported and passed over
    mutating func parseStatements() -> [StatementSyntax] {
        var statements: [StatementSyntax] = []
        while true {
            statements += parseLinesToBrace { parser throws(ParseAbort) in try parser.parseStatement() }
            guard kind == .rightBrace else { return statements }
            report(.notOpened("}", at: here))
            advance()
        }
    }

    /// block = "{" , { EOL } , { statement , end , { EOL } } , "}" ;
    mutating func parseBlock() throws(ParseAbort) -> BlockSyntax {
        let (statements, span) = try parseLinesInBraces { parser throws(ParseAbort) in try parser.parseStatement() }
        return BlockSyntax(statements: statements, span: span)
    }

    /// "{" , { EOL } , { line , end , { EOL } } , "}" ;
    mutating func parseLinesInBraces<Line>(
        _ parseLine: (inout Parser) throws(ParseAbort) -> Line
    ) throws(ParseAbort) -> (lines: [Line], span: Span) {
        guard nextIs(.leftBrace) else { throw unexpected() }
        try enter()
        defer { leave() }
        let skipped = skipsNewlines
        skipsNewlines = false
        let opening = presume(.leftBrace)
        let outerStatement = statementStart
        let lines = parseLinesToBrace(parseLine)
        statementStart = outerStatement
        skipsNewlines = skipped
        guard kind == .rightBrace else {
            throw fail(.notClosed("{", opened: span(of: opening), at: here, isCurable: kind == .end))
        }
        presume(.rightBrace)
        return (lines, span(from: opening.start))
    }

    /// Lines up to a `}` or the end of the file; what cannot be read is passed over.
    private mutating func parseLinesToBrace<Line>(_ parseLine: (inout Parser) throws(ParseAbort) -> Line) -> [Line] {
        var lines: [Line] = []
        while true {
            while kind == .newline { advance() }
            guard kind != .rightBrace, kind != .end else { return lines }
            do throws(ParseAbort) {
                statementStart = token
                lines.append(try parseLine(&self))
                try expectEndOfStatement()
            } catch {
                recover()
            }
        }
    }

    /// end = EOL | before "}" ;
    mutating func expectEndOfStatement() throws(ParseAbort) {
        if kind == .newline || kind == .rightBrace || kind == .end { return }
        if index > 0, tokens[index - 1].kind == .rightBrace, kind == .word {
            throw fail(
                .statementAfterBlock(source.text(of: here), at: here, isCurable: isCutWord(of: [.else, .between])))
        }
        expected.append(.endOfLine)
        throw unexpected()
    }

    /// statement = command | text | definition | keyword-form | row ;
    mutating func parseStatement() throws(ParseAbort) -> StatementSyntax {
        switch kind {
        case .sign: return .command(try parseCommand())
        case .text: return .documentation(try parseText())
        case .word:
            if isMisread { throw ParseAbort() }
            if let form = keyword.flatMap(form) ?? testForm { return try parse(form) }
            if let keyword, keyword.endsRow {
                throw fail(.cannotBegin(keyword.rawValue, at: here, isCurable: isCutWord))
            }
            guard isPlainWord(token) else { throw fail(.notAStatement(source.text(of: here), at: here)) }
            return .row(try parseRow())
        case .variable, .leftParenthesis, .leftBracket:
            throw fail(.notAStatement(source.text(of: here), at: here))
        case .rightParenthesis, .rightBracket:
            throw fail(.notOpened(source.text(of: here), at: here))
        case .shellLine, .shellBlock, .leftBrace, .rightBrace, .colon, .comma, .equals, .bar, .less, .lessOrEqual,
            .greater, .greaterOrEqual, .newline, .comment, .lineContinuation, .unexpectedCharacter, .end:
            expected.append(.statement)
            throw unexpected()
        }
    }

    /// keyword-form, by its first word
    private mutating func parse(_ form: StatementForm) throws(ParseAbort) -> StatementSyntax {
        switch form {
        case .runbook: .runbook(try parseTitle(after: .runbook))
        case .needs: .needs(try parseNames(after: .needs))
        case .use: .use(try parseNames(after: .use))
        case .rehearse: .rehearse(try parseRehearse())
        case .parameter: .parameter(try parseParameter())
        case .type: .type(try parseTypeDefinition())
        case .lock: .lock(try parseValue(after: .lock))
        case .probe: .definition(try parseDefinition(.probe))
        case .action: .definition(try parseDefinition(.action))
        case .target: .definition(try parseDefinition(.target))
        case .let, .edit: .let(try parseLet())
        case .phase: .phase(try parseOutline(after: .phase))
        case .step: .step(try parseOutline(after: .step))
        case .if: .if(try parseIf())
        case .for: .for(try parseFor())
        case .await: .await(try parseAwait())
        case .wait, .waitUntil: try parseWait()
        case .expect: .expect(try parseExpect())
        case .guard: .guard(try parseGuard())
        case .confirm: .confirm(try parseMessage(after: .confirm))
        case .approval: .approval(try parseApproval())
        case .ask: .ask(try parseAsk())
        case .manual: .manual(try parseManual())
        case .on, .onFailure: try parseOn()
        case .in: .in(try parseIn())
        case .locally: .locally(try parseLocally())
        case .via: .via(try parseVia())
        case .always: .always(try parseHandler(after: .always))
        case .undo, .undoBlock: try parseUndo()
        case .recover: .recover(parseBare(.recover))
        case .retry: .retry(try parseRetry())
        case .repeat: .repeat(try parseRepeat())
        case .together: .together(try parseTogether())
        case .within: .within(try parseWithin())
        case .withInput, .withInputFile, .withOutputFile, .withEnvironment: try parseWith()
        case .pointOfNoReturn: .pointOfNoReturn(try parsePointOfNoReturn())
        case .say: .say(try parseValue(after: .say))
        case .note: .note(try parseNote())
        case .fail: .fail(try parseMessage(after: .fail))
        case .todo: .todo(try parseMessage(after: .todo))
        case .doneWhen: .doneWhen(try parseDoneWhen())
        case .give: .give(try parseGive())
        case .lab: .lab(try parseTitle(after: .lab))
        case .machine: .machine(try parseMachine())
        case .address: .address(try parseAddress())
        case .begin: .begin(try parseBegin())
        case .meanwhile: .meanwhile(try parseMeanwhile())
        case .found: .found(try parseFound())
        case .ends: .ends(try parseEnds())
        case .fault: .fault(try parseFault())
        case .test: .test(try parseTest())
        case .given: .given(try parseTest())
        case .testsOf: .testsOf(try parseTestsOf())
        case .read, .change, .destroy, .phrase, .documentation: preconditionFailure("no keyword begins it")
        }
    }

    /// "wait" [ "until" ] element
    private mutating func parseWait() throws(ParseAbort) -> StatementSyntax {
        let start = presume(.wait).start
        let isUntil = accept(.until)
        let time = ValueSyntax(value: try parseElement(), span: span(from: start))
        return isUntil ? .waitUntil(time) : .wait(time)
    }
}
