import BelaySource
import BelaySyntax

/// The blocks of a lab. They run one after the other in one frame, which begins with what `begin` binds.
extension Checker {
    // MARK: - Meanwhile, found

    mutating func clients(_ outline: LabOutline) -> [LabDefinition.Client] {
        for found in outline.found where !outline.clients.contains(where: { $0.name.text == found.name.text }) {
            reportUnlessBroken(.foundWithoutClient(found.name, known: outline.clients.map(\.name.text)))
        }
        return outline.clients.map { syntax in
            let found = outline.found.first { $0.name.text == syntax.name.text }
            return client(syntax, found: found.map { self.found($0) })
        }
    }

    private mutating func client(_ syntax: MeanwhileSyntax, found: (body: Block, slot: Int)?) -> LabDefinition.Client {
        let period = pace(syntax.every, of: "every")
        let limit = syntax.within.map { pace($0, of: "within") }
        frame.names.enterBlock()
        let head = Span(file: syntax.span.file, start: syntax.span.start, end: syntax.every.span.end)
        bind(NameSyntax(text: "turn", span: head), type: .number)
        let turnSlot = frame.names.slotNames.count - 1
        let (body, isGood) = checked(syntax.body)
        frame.names.leaveBlock()
        if isGood, !body.asks { reportUnlessBroken(.idleClient(syntax.name)) }
        return LabDefinition.Client(
            name: syntax.name.text, period: period, limit: limit, turnSlot: turnSlot, body: body, found: found?.body,
            foundSlot: found?.slot, recordSlot: frame.names.takeSlot(syntax.name.text), span: syntax.span)
    }

    /// A duration that is known before anything runs; a report and any other where it is not.
    private mutating func pace(_ syntax: ElementSyntax, of clause: String) -> Duration {
        guard let value = duration(syntax, of: clause) else { return .seconds(1) }
        if case .constant(.duration(let duration)) = value.kind { return duration }
        report(.unknownPace(clause, at: value.span))
        return .seconds(1)
    }

    /// A block that binds the list instead of giving it.
    private mutating func found(_ syntax: FoundSyntax) -> (body: Block, slot: Int) {
        let slot = frame.names.takeSlot(syntax.name.text)
        frame.owner = .found
        frame.gives = .list(.text)
        frame.found = (syntax.name.text, slot)
        let (body, ends) = block(syntax.body, hides: true, isNumbered: true)
        if !ends { reportUnlessBroken(.foundWithoutList(syntax)) }
        for span in body.earlyBindings(of: .local(slot)) { report(.earlyGive(at: span)) }
        frame.owner = .lab
        frame.gives = nil
        frame.found = nil
        return (body, slot)
    }

    // MARK: - Faults, states

    mutating func fault(_ syntax: FaultSyntax) -> LabDefinition.OwnFault {
        checkName(syntax.name, .fault)
        let body = block(syntax.body, hides: true, isNumbered: true).block
        return LabDefinition.OwnFault(
            name: source(of: syntax.name.span), text: plainText(syntax.text), body: body, span: syntax.span)
    }

    mutating func states(_ outline: LabOutline, of clients: [LabDefinition.Client]) -> [LabDefinition.State] {
        frame.names.enterBlock()
        for (client, syntax) in zip(clients, outline.clients) {
            let fields = ClientField.allCases.filter { client.found != nil || !$0.needsFound }
            noteName(syntax.name, .record, fields: fields.map(\.rawValue), isGlobal: false)
            frame.names.add(
                NameScope.Binding(
                    name: client.name, type: .record, reference: .local(client.recordSlot), span: syntax.name.span,
                    fields: fields.map { ($0.rawValue, $0.type) }))
        }
        frame.owner = .state
        let states = outline.states.map { state($0) }
        frame.owner = .lab
        frame.names.leaveBlock()
        return states
    }

    private mutating func state(_ syntax: EndsSyntax) -> LabDefinition.State {
        checkName(syntax.name, .state)
        let (body, isGood) = checked(syntax.body)
        if isGood, !body.expects { reportUnlessBroken(.stateWithoutExpect(syntax)) }
        return LabDefinition.State(
            name: source(of: syntax.name.span), text: plainText(syntax.text), isWhenDone: syntax.isWhenDone,
            body: body, span: syntax.span)
    }

    /// Also whether nothing is wrong in it: a statement with a mistake is not there, and nobody knows what it would do.
    private mutating func checked(_ syntax: BlockSyntax) -> (block: Block, isGood: Bool) {
        let reports = diagnostics.count + frame.names.openUses.count
        let block = block(syntax, hides: true, isNumbered: true).block
        return (block, diagnostics.count + frame.names.openUses.count == reports)
    }

    mutating func checkName(_ word: WordSyntax, _ rule: LabName) {
        let name = source(of: word.span)
        if !rule.allows(name) { report(.badNameInLab(name, rule, at: word.span)) }
    }

    /// It is told without a run, so it contains no names.
    private mutating func plainText(_ text: TextSyntax) -> String {
        if text.literal == nil { report(.notPlainText(at: text.span)) }
        return text.literal ?? ""
    }
}

extension Block {
    /// It runs a command, itself or through a phrase.
    fileprivate var asks: Bool {
        statements.contains { statement in
            if case .command = statement.kind { return true }
            let traits = statement.traits
            return traits.call != nil || traits.expressions.contains(where: \.asks)
                || traits.blocks.contains(where: \.asks)
        }
    }

    /// It can fail by what it finds.
    fileprivate var expects: Bool {
        statements.contains { statement in
            switch statement.kind {
            case .expect, .fail: true
            default: statement.traits.blocks.contains(where: \.expects)
            }
        }
    }

    /// Where something comes after a binding, or it may be done again: what is bound last is then not what was given first.
    fileprivate func earlyBindings(of target: Variable.Reference) -> [Span] {
        statements.enumerated().flatMap { index, statement -> [Span] in
            let isLast = index == statements.count - 1
            if statement.traits.binds?.target == target { return isLast ? [] : [statement.span] }
            let blocks = statement.traits.blocks
            let leads = isLast && statement.traits.nesting.leadsOn
            return blocks.flatMap { leads ? $0.earlyBindings(of: target) : $0.bindings(of: target) }
        }
    }

    private func bindings(of target: Variable.Reference) -> [Span] {
        statements.flatMap { statement in
            (statement.traits.binds?.target == target ? [statement.span] : [])
                + statement.traits.blocks.flatMap { $0.bindings(of: target) }
        }
    }
}

extension StatementTraits.Nesting {
    /// The end of one of its blocks is the end of the statement.
    fileprivate var leadsOn: Bool {
        switch self {
        case .transparent, .guarded, .branches, .outline: true
        case .none, .elsewhere, .loop, .attempts, .rounds, .sideBySide, .handler: false
        }
    }
}
