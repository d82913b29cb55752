import BelaySource

/// Tests of runbooks: their heads at the level of the file, and the lines of a test.
extension Parser {
    /// The words of tests begin a statement only before what follows them there, so that phrases may begin with them (3).
    var testForm: StatementForm? {
        switch testWord {
        case .test? where nextIsTitledBlock: .test
        case .given? where nextIsTitledBlock: .given
        case .tests? where keyword(of: following) == .of && depth == 0: .testsOf
        default: nil
        }
    }

    private var nextIsTitledBlock: Bool { following.kind == .text && afterFollowing.kind == .leftBrace }

    /// "tests" "of" ( word | text )
    mutating func parseTestsOf() throws(ParseAbort) -> TestsOfSyntax {
        let start = take().start
        try expect(.of)
        return TestsOfSyntax(subject: try parseElement(), span: span(from: start))
    }

    /// ( "test" | "given" ) text "{" test-lines "}"
    mutating func parseTest() throws(ParseAbort) -> TestSyntax {
        let start = take().start
        let title = try parseText()
        return TestSyntax(title: title, items: try parseTestBlock(), span: span(from: start))
    }

    /// test-lines = { EOL } , { test-line , end , { EOL } } ;
    private mutating func parseTestBlock() throws(ParseAbort) -> [TestItemSyntax] {
        try parseLinesInBraces { parser throws(ParseAbort) in try parser.parseTestItem() }.lines
    }

    /// test-line = stub | stub-place | "given" text | "file" element "holds" element | "answer" element "to" text
    ///           | ( "run" | "plan" ) [ "with" entry { "," entry } ] | "undo" | claim | statement ;
    mutating func parseTestItem() throws(ParseAbort) -> TestItemSyntax {
        if kind == .sign { return .stub(try parseStub()) }
        let start = token.start
        switch testWord {
        case .given? where following.kind == .text:
            advance()
            return .given(MessageSyntax(text: try parseText(), span: span(from: start)))
        case .file?:
            advance()
            let path = try parseElement()
            try expect(.holds)
            return .file(StubFileSyntax(path: path, content: try parseElement(), span: span(from: start)))
        case .answer?:
            advance()
            let value = try parseElement()
            try expect(.to)
            return .answer(StubAnswerSyntax(value: value, question: try parseText(), span: span(from: start)))
        case .run? where endsLine(following) || keyword(of: following) == .with,
            .plan? where endsLine(following) || keyword(of: following) == .with:
            return .run(try parseTestRun())
        case .it? where following.kind == .word: return .claim(try parseClaim())
        case let word? where word.beginsReply: throw fail(.replyWithoutCommand(word.rawValue, at: here))
        default: break
        }
        switch keyword {
        case .undo? where endsLine(following): return .undo(parseBare(.undo))
        case .on? where keyword(of: following) != .failure, .in?, .locally?: return .place(try parseStubPlace())
        case .with? where nextIsInputOfStubs: return .place(try parseStubPlace())
        default: return .statement(try parseStatement())
        }
    }

    private func endsLine(_ token: Token) -> Bool {
        token.kind == .newline || token.kind == .rightBrace || token.kind == .end
    }

    private mutating func parseTestRun() throws(ParseAbort) -> TestRunSyntax {
        let isPlan = accept(TestWord.plan)
        let start = isPlan ? tokens[index - 1].start : take().start
        guard accept(.with) else { return TestRunSyntax(isPlan: isPlan, settings: [], span: span(from: start)) }
        var settings = [try parseEntry()]
        while accept(.comma) { settings.append(try parseEntry()) }
        return TestRunSyntax(isPlan: isPlan, settings: settings, span: span(from: start))
    }

    /// `with input "T"`; with a value it is a statement.
    private var nextIsInputOfStubs: Bool { keyword(of: following) == .input && afterFollowing.kind == .text }

    /// stub-place = ( "on" element [ "as" element ] | "in" ( row | text ) | "locally" | "with" "input" text )
    ///              "{" test-lines "}" ;
    private mutating func parseStubPlace() throws(ParseAbort) -> StubPlaceSyntax {
        let start = token.start
        let place: StubPlaceSyntax.Place
        if accept(.on) {
            let host = try parseElement()
            place = .host(host, user: accept(.as) ? try parseElement() : nil)
        } else if accept(.in) {
            place = nextIs(.text) ? .prefix(try parseText()) : .target(try parseRow())
        } else if accept(.with) {
            try expect(.input)
            place = .input(try parseText())
        } else {
            presume(.locally)
            place = .local
        }
        return StubPlaceSyntax(place: place, items: try parseTestBlock(), span: span(from: start))
    }

    // MARK: - What a command answers

    /// stub = command , { EOL { EOL } reply } ;
    private mutating func parseStub() throws(ParseAbort) -> StubSyntax {
        let start = token.start
        let command = try parseCommand()
        var replies: [ReplySyntax] = []
        while nextReplyAfterNewlines() { replies.append(try parseReply()) }
        return StubSyntax(command: command, replies: replies, span: span(from: start))
    }

    /// Skips line ends if a reply comes after them, and otherwise stays.
    private mutating func nextReplyAfterNewlines() -> Bool {
        var ahead = index
        while tokens[ahead].kind == .newline { ahead += 1 }
        let next = tokens[ahead]
        let isReply =
            keyword(of: next) == .then || keyword(of: next) == .after || testWord(of: next)?.beginsReply == true
        guard ahead > index, isReply else { return false }
        index = ahead
        look()
        return true
    }

    /// reply = [ "then" | "after" "(" command ")" [ "here" ] ] part { "and" part } [ element "times" ] ;
    private mutating func parseReply() throws(ParseAbort) -> ReplySyntax {
        let start = token.start
        let isNext = accept(.then)
        var reply = ReplySyntax(isNext: isNext, after: nil, span: span(from: start))
        if !isNext, accept(.after) {
            guard nextIs(.leftParenthesis) else { throw unexpected() }
            reply.after = try inBrackets(.leftParenthesis, .rightParenthesis) { parser throws(ParseAbort) in
                guard parser.nextIs(.sign) else { throw parser.unexpected() }
                return try parser.parseCommand()
            }
            reply.isAfterHere = accept(TestWord.here)
        }
        repeat { try parsePart(of: &reply) } while accept(.and)
        if nextBeginsElement {
            reply.times = try parseElement()
            try expect(.times)
        }
        reply.span = span(from: start)
        return reply
    }

    /// part = ( "says" | "warns" | "takes" ) element | "ends" "with" element | "hangs" | "loses" "its" "answer"
    ///      | "is" "unreachable" ;
    private mutating func parsePart(of reply: inout ReplySyntax) throws(ParseAbort) {
        if accept(.says) {
            reply.says = try parseElement()
        } else if accept(.warns) {
            reply.warns = try parseElement()
        } else if accept(.takes) {
            reply.takes = try parseElement()
        } else if accept(TestWord.ends) {
            try expect(.with)
            reply.ending = .status(try parseElement())
        } else if accept(TestWord.hangs) {
            reply.ending = .hangs
        } else if accept(TestWord.loses) {
            try expect(TestWord.its)
            try expect(TestWord.answer)
            reply.ending = .losesAnswer
        } else {
            try expect(TestWord.is)
            try expect(TestWord.unreachable)
            reply.ending = .unreachable
        }
    }

    // MARK: - What must be true

    /// claim = "it" , ( "is" ( "done" | "handled" ) | "fails" [ "with" text ] | told | commands ) ;
    private mutating func parseClaim() throws(ParseAbort) -> ClaimSyntax {
        let start = take().start
        let kind = try parseClaimKind()
        return ClaimSyntax(kind: kind, span: span(from: start))
    }

    private mutating func parseClaimKind() throws(ParseAbort) -> ClaimSyntax.Kind {
        if accept(TestWord.is) {
            if accept(TestWord.done) { return .isDone }
            try expect(TestWord.handled)
            return .isHandled
        }
        if accept(TestWord.fails) { return .fails(accept(Keyword.with) ? try parseText() : nil) }
        if accept(TestWord.never) {
            try expect(TestWord.runs)
            return .neverRuns(try parseClaimedCommands())
        }
        if accept(TestWord.runs) { return accept(TestWord.nothing) ? .runsNothing : .runs(try parseClaimedCommands()) }
        if accept(TestWord.changes) {
            return .changes(accept(TestWord.nothing) ? [] : try parseClaimedCommands())
        }
        if accept(TestWord.reads) {
            try expect(Keyword.as)
            return .readsAs(try parseText())
        }
        for told in ClaimSyntax.ToldKind.allCases {
            guard let word = TestWord(rawValue: told.rawValue), accept(word) else { continue }
            if told == .recovers { try expect(TestWord.from) }
            return .told(told, try parseText())
        }
        throw unexpected()
    }

    /// commands = command | "{" commands in places "}" ;
    private mutating func parseClaimedCommands() throws(ParseAbort) -> [TestItemSyntax] {
        if nextIs(.leftBrace) { return try parseTestBlock() }
        guard nextIs(.sign) else { throw unexpected() }
        let start = token.start
        let command = try parseCommand()
        return [.stub(StubSyntax(command: command, replies: [], span: span(from: start)))]
    }
}

// MARK: - The words

extension Parser {
    private var testWord: TestWord? { testWord(of: token) }

    private func testWord(of token: Token) -> TestWord? {
        guard token.kind == .word else { return nil }
        return TestWord(rawValue: source.text(of: span(of: token)))
    }

    private mutating func nextIs(_ word: TestWord) -> Bool {
        if testWord == word { return true }
        expected.append(.testWord(word))
        return false
    }

    private mutating func accept(_ word: TestWord) -> Bool {
        guard nextIs(word) else { return false }
        advance()
        return true
    }

    private mutating func expect(_ word: TestWord) throws(ParseAbort) {
        guard accept(word) else { throw unexpected() }
    }
}
