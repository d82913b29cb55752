import BelaySource
import BelaySyntax

/// Tests, and what several of them begin with. They see what the runbook sees.
extension Checker {
    mutating func checkTests() -> (tests: [RunbookTest], givens: [RunbookTest]) {
        let outline = outlines[runbook.rawValue]
        reportRepeatedTests(outline.tests)
        reportRepeatedTests(outline.givens)
        let givens = outline.givens.map { checkTest($0, isGiven: true) }
        return (outline.tests.map { checkTest($0, isGiven: false) }, givens)
    }

    private mutating func reportRepeatedTests(_ tests: [TestSyntax]) {
        var first: [String: Span] = [:]
        for test in tests {
            guard let title = test.title.literal else {
                report(.notPlainText(at: test.title.span))
                continue
            }
            if let known = first[title] { report(.repeatedTest(title, at: test.title.span, first: known)) }
            if first[title] == nil { first[title] = test.title.span }
        }
    }

    private mutating func checkTest(_ syntax: TestSyntax, isGiven: Bool) -> RunbookTest {
        frame = Frame(owner: .runbook, file: runbook)
        frame.isSession = true
        frame.isPlaceSaid = true
        noted?.scopes.append(syntax.span)
        var lines = TestLines(isGiven: isGiven)
        let items = testItems(syntax.items, &lines)
        closeNames()
        return RunbookTest(
            title: syntax.title.literal ?? "", items: items, frame: FrameLayout(names: frame.names.slotNames),
            span: Span(file: syntax.span.file, start: syntax.span.start, end: syntax.title.span.end))
    }

    /// What has come before a line, and where it is.
    fileprivate struct TestLines {
        /// Only what the world answers may stand in it.
        var isGiven: Bool
        /// Only commands, without answers.
        var isClaimed = false
        var hasRun = false
    }

    private mutating func testItems(_ items: [TestItemSyntax], _ lines: inout TestLines) -> [TestItem] {
        var checked: [TestItem] = []
        for item in items {
            if let refusal = misplaced(item, lines) {
                report(refusal)
            } else if let item = testItem(item, &lines) {
                checked.append(item)
            }
        }
        return checked
    }

    private func misplaced(_ item: TestItemSyntax, _ lines: TestLines) -> Diagnostic? {
        switch item {
        case .stub(let stub):
            guard lines.isClaimed, let reply = stub.replies.first else { return nil }
            return .misplacedTestLine("what a command answers", at: reply.span)
        case .place: return nil
        case .given(let node): return lines.isClaimed ? .misplacedTestLine("`given`", at: node.span) : nil
        case .file(let node): return lines.isClaimed ? .misplacedTestLine("`file`", at: node.span) : nil
        case .answer(let node): return lines.isClaimed ? .misplacedTestLine("`answer`", at: node.span) : nil
        case .run(let node):
            return lines.isBare ? .misplacedTestLine(node.isPlan ? "`plan`" : "`run`", at: node.span) : nil
        case .undo(let node): return lines.isBare ? .misplacedTestLine("`undo`", at: node.span) : nil
        case .claim(let node):
            if lines.isBare { return .misplacedTestLine("`it`", at: node.span) }
            return lines.hasRun ? nil : .claimBeforeRun(at: node.span)
        case .statement(let node): return lines.isBare ? .misplacedTestLine("a statement", at: node.headSpan) : nil
        }
    }

    private mutating func testItem(_ item: TestItemSyntax, _ lines: inout TestLines) -> TestItem? {
        switch item {
        case .stub(let node): return stub(node).map { .stub($0) }
        case .place(let node): return stubPlace(node, &lines)
        case .given(let node): return given(node)
        case .file(let node):
            let path = element(node.path, expecting: ExpectedType(type: .path))
            let content = element(node.content, expecting: ExpectedType(type: .text))
            guard let path, let content else { return nil }
            return .file(path: path, content: content)
        case .answer(let node):
            let value = element(node.value, expecting: nil)
            guard let question = message(node.question), let value else { return nil }
            return .answer(value, question: question)
        case .run(let node):
            lines.hasRun = true
            return testRun(node)
        case .undo(let node):
            if !lines.hasRun { report(.claimBeforeRun(at: node.span)) }
            return .undo(node.span)
        case .claim(let node): return claim(node).map { .claim(Claim(kind: $0, span: node.span)) }
        case .statement(let node):
            let (block, _) = block(BlockSyntax(statements: [node], span: node.span), hides: false, isNumbered: false)
            if block.statements.contains(where: \.mayRun) { lines.hasRun = true }
            return .statement(block)
        }
    }

    private mutating func given(_ node: MessageSyntax) -> TestItem? {
        let known = outlines[runbook.rawValue].givens.compactMap(\.title.literal)
        let title = node.text.literal ?? ""
        guard let index = known.firstIndex(of: title) else {
            report(.unknownGiven(title, at: node.text.span, known: known))
            return nil
        }
        return .given(index)
    }

    // MARK: - Commands

    private mutating func stub(_ syntax: StubSyntax) -> Stub? {
        let command = command(syntax.command)
        var replies: [Stub.Reply] = []
        for reply in syntax.replies {
            guard let checked = self.reply(reply) else { return nil }
            replies.append(checked)
        }
        return command.map { Stub(command: $0, replies: replies) }
    }

    private mutating func reply(_ syntax: ReplySyntax) -> Stub.Reply? {
        let after = syntax.after.map { command($0) }
        let says = Clause(syntax.says.map { element($0, expecting: nil) })
        let warns = Clause(syntax.warns.map { element($0, expecting: nil) })
        let takes = Clause(syntax.takes.map { duration($0, of: "takes") })
        let times = Clause(syntax.times.map { number($0, of: "times") })
        var ending: Stub.Reply.Ending?
        switch syntax.ending {
        case .status(let status)?:
            guard let status = element(status, expecting: ExpectedType(type: .number)) else { return nil }
            ending = .status(status)
        case .hangs?: ending = .hangs
        case .losesAnswer?: ending = .losesAnswer
        case .unreachable?: ending = .unreachable
        case nil: break
        }
        if case .some(nil) = after { return nil }
        guard ![says, warns, takes, times].contains(where: \.isBad) else { return nil }
        return Stub.Reply(
            isNext: syntax.isNext, after: after ?? nil, isAfterHere: syntax.isAfterHere, says: says.value,
            warns: warns.value, takes: takes.value, ending: ending, times: times.value)
    }

    private mutating func stubPlace(_ syntax: StubPlaceSyntax, _ lines: inout TestLines) -> TestItem? {
        let place: StubPlace?
        switch syntax.place {
        case .local: place = .place(.local)
        case .target(let row): place = targetCall(row).map { .place(.target($0)) }
        case .prefix(let text): place = message(text).map { .prefix($0) }
        case .input(let text): place = message(text).map { .input($0) }
        case .host(let host, let user):
            let host = element(host, expecting: ExpectedType(type: .host))
            let user = Clause(user.map { element($0, expecting: ExpectedType(type: .text)) })
            place = host.flatMap { user.isBad ? nil : .place(.host($0, user: user.value)) }
        }
        // At another place nothing but commands makes sense, or a phrase that runs there.
        if !lines.isBare, let block = placedBlock(syntax) {
            lines.hasRun = true
            let outcome = statement(block)
            return outcome.statement.map { .statement(Block(statements: [$0], span: syntax.span)) }
        }
        var inner = lines
        inner.isGiven = true
        let items = testItems(syntax.items, &inner)
        return place.map { .place($0, items) }
    }

    /// A place in which phrases are called, as in a runbook; nil where commands are stubbed.
    private func placedBlock(_ syntax: StubPlaceSyntax) -> StatementSyntax? {
        var statements: [StatementSyntax] = []
        for item in syntax.items {
            switch item {
            case .statement(let statement): statements.append(statement)
            case .place(let place):
                guard let block = placedBlock(place) else { return nil }
                statements.append(block)
            case .stub, .given, .file, .answer, .run, .undo, .claim: return nil
            }
        }
        guard let first = statements.first, let last = statements.last else { return nil }
        let body = BlockSyntax(
            statements: statements, span: Span(file: syntax.span.file, start: first.span.start, end: last.span.end))
        switch syntax.place {
        case .prefix, .input: return nil
        case .local: return .locally(LocallySyntax(body: body, span: syntax.span))
        case .target(let row): return .in(InSyntax(target: row, body: body, span: syntax.span))
        case .host(let host, let user): return .on(OnSyntax(host: host, user: user, body: body, span: syntax.span))
        }
    }

    // MARK: - Runs and claims

    private mutating func testRun(_ syntax: TestRunSyntax) -> TestItem? {
        guard !outlines[runbook.rawValue].runbook.isEmpty else {
            report(.nothingToRun(at: syntax.span))
            return nil
        }
        var settings: [(parameter: Parameter, value: ValueExpression)] = []
        for entry in syntax.settings {
            noteSetting(entry.name, of: runbook)
            guard let parameter = parameters.first(where: { $0.name == entry.name.text }) else {
                report(.notAParameter(entry.name, known: parameters.map(\.name)))
                continue
            }
            // A test has no real secrets: what it gives is written in it.
            let type: ValueType = parameter.type.isSecret ? .text : parameter.type
            if let value = element(entry.value, expecting: ExpectedType(type: type)) {
                settings.append((parameter, value))
            }
        }
        let missing = parameters.filter { parameter in
            parameter.defaultValue == nil && !syntax.settings.contains { $0.name.text == parameter.name }
        }
        if !missing.isEmpty { report(.missingParameters(missing, at: syntax.span)) }
        return syntax.isPlan ? .plan(settings, syntax.span) : .run(settings, syntax.span)
    }

    private mutating func claim(_ syntax: ClaimSyntax) -> Claim.Kind? {
        switch syntax.kind {
        case .isDone: return .isDone
        case .isHandled: return .isHandled
        case .fails(nil): return .fails(nil)
        case .fails(let text?): return message(text).map { .fails($0) }
        case .runs(let items): return .runs(claimedCommands(items))
        case .neverRuns(let items): return .neverRuns(claimedCommands(items))
        case .changes(let items): return .changes(claimedCommands(items))
        case .runsNothing: return .runsNothing
        case .told(let kind, let text): return message(text).map { .told(kind, $0) }
        case .readsAs(let file): return message(file).map { .readsAs($0) }
        }
    }

    private mutating func claimedCommands(_ items: [TestItemSyntax]) -> [TestItem] {
        var lines = TestLines(isGiven: true)
        lines.isClaimed = true
        return testItems(items, &lines)
    }
}

extension Checker.TestLines {
    /// Nothing runs there.
    fileprivate var isBare: Bool { isGiven || isClaimed }
}

extension Statement {
    /// It is more than a value that is only computed.
    fileprivate var mayRun: Bool {
        if case .bind(let binding) = kind { return binding.value.asks }
        return true
    }
}
