import BelayData
import BelaySource
import BelaySyntax

/// Statements: where each is allowed, and what it means.
extension Checker {
    mutating func statement(_ syntax: StatementSyntax) -> Outcome {
        guard mayStand(syntax) else {
            skip(syntax)
            return Outcome()
        }
        noteView(from: syntax.span)
        let isDirect = frame.isDirect
        let depth = frame.transparentDepth
        if isDirect, syntax.form.isTransparent { frame.transparentDepth += 1 }
        let outcome = check(syntax)
        frame.transparentDepth = depth
        if isDirect, let statement = outcome.statement, !isPreparation(statement) { frame.mayDoneWhen = false }
        return outcome
    }

    private mutating func check(_ syntax: StatementSyntax) -> Outcome {
        let span = syntax.headSpan
        switch syntax {
        case .command(let node): return commandStatement(node)
        case .row(let node): return rowStatement(node)
        case .let(let node): return letStatement(node)
        case .phase(let node), .step(let node): return outline(node, syntax)
        case .if(let node): return choice(node, at: span)
        case .for(let node): return loop(node, at: span)
        case .await(let node): return waiting(node)
        case .wait(let node): return numbered(duration(node.value, of: "wait").map { .wait(for: $0) }, at: span)
        case .waitUntil(let node): return numbered(time(node.value).map { .waitUntil($0) }, at: span)
        case .expect(let node):
            let condition = condition(node.condition)
            let message = Clause(node.message.map { self.message($0) })
            guard let condition, !message.isBad else { return Outcome() }
            return numbered(.expect(condition: condition, message: message.value), at: span)
        case .guard(let node): return guarded(node, at: span)
        case .confirm(let node): return numbered(message(node.text).map { .confirm($0) }, at: span)
        case .approval(let node): return approval(node)
        case .ask(let node): return ask(node)
        case .manual(let node): return manual(node)
        case .onFailure(let node): return handler(node, .onFailure, at: span)
        case .always(let node): return handler(node, .always, at: span)
        case .undoBlock(let node):
            frame.undo = node
            return Outcome()
        case .undo: return numbered(.unwind, at: span)
        case .recover:
            frame.hasRecovered = true
            var outcome = numbered(.recover, at: span)
            outcome.ends = true
            return outcome
        case .on(let node): return on(node, at: span)
        case .in(let node): return inTarget(node, at: span)
        case .locally(let node): return place(.local, node.body, at: span, isCounted: false)
        case .via(let node):
            frame.via = node.span
            return numbered(via(node).map { .via($0) }, at: span, if: false)
        case .retry(let node): return retry(node, at: span)
        case .repeat(let node): return `repeat`(node, at: span)
        case .together(let node): return together(node, at: span)
        case .within(let node): return within(node, at: span)
        case .withInput(let node): return withInput(node, at: span)
        case .withInputFile(let node): return withInputFile(node, at: span)
        case .withOutputFile(let node): return withOutputFile(node, at: span)
        case .withEnvironment(let node): return withEnvironment(node, at: span)
        case .pointOfNoReturn(let node): return numbered(message(node.text).map { .pointOfNoReturn($0) }, at: span)
        case .say(let node): return say(node)
        case .note(let node): return note(node)
        case .fail(let node):
            var outcome = numbered(message(node.text).map { .fail($0) }, at: span)
            outcome.ends = true
            return outcome
        case .todo(let node):
            report(.undecided(node.text.literal ?? source(of: node.text.span), at: node.span))
            return Outcome()
        case .doneWhen(let node):
            frame.doneWhen = node.span
            return numbered(condition(node.expression).map { .doneWhen($0) }, at: span)
        case .give(let node): return give(node)
        case .documentation, .runbook, .needs, .use, .rehearse, .parameter, .type, .lock, .definition, .lab, .machine,
            .address, .begin, .meanwhile, .found, .ends, .fault, .test, .given, .testsOf:
            return Outcome()
        }
    }

    // MARK: - Commands and phrases

    private mutating func commandStatement(_ syntax: CommandSyntax) -> Outcome {
        let isPermitted =
            syntax.sign == .reads || mayChange(.command(syntax.sign), mayAct: true, at: syntax.signSpan)
        if syntax.sign == .destroys, isPermitted { checkDestruction(syntax) }
        checkLeftovers(syntax)
        return numbered(command(syntax).map { .command($0) }, at: syntax.span)
    }

    /// True if a change is allowed here; reports it otherwise.
    mutating func mayChange(_ effect: EffectKind, mayAct: Bool, at span: Span) -> Bool {
        if let reader = frame.reader {
            report(.effectInReader(effect, reader, at: span))
        } else if !mayAct {
            report(.effectInExpression(effect, at: span))
        } else {
            return true
        }
        return false
    }

    /// A destructive command needs its own place and is never repeated.
    mutating func checkDestruction(_ syntax: CommandSyntax) {
        if !frame.isPlaceSaid { report(.destroysWithoutPlace(at: syntax.span)) }
        if frame.isRetried { report(.destroysInRetry(at: syntax.span, through: nil)) }
    }

    private mutating func rowStatement(_ row: PhraseUseSyntax) -> Outcome {
        guard let call = call(row, isStatement: true) else { return Outcome() }
        switch definitions[call.definition.rawValue].kind {
        case .action:
            guard mayChange(.action, mayAct: true, at: row.span) else { return Outcome() }
            return numbered(.call(call), at: row.span)
        case .probe:
            report(.probeAsStatement(phrase(call.definition.rawValue), source(of: row.span), at: row.span))
            return Outcome()
        case .target: return Outcome()
        }
    }

    func source(of span: Span) -> String { files[span.file.rawValue].source.text(of: span) }

    // MARK: - Names

    private mutating func letStatement(_ syntax: LetSyntax) -> Outcome {
        let declared = syntax.type.map { type($0) }
        switch syntax.value {
        case .expression(let expression):
            let expected = declared.map { ExpectedType(type: $0) }
            let value = value(expression, expecting: expected, mayAct: true)
            let type = declared ?? value?.type ?? .any
            let target = bind(syntax.name, type: type)
            guard let value else { return Outcome() }
            if !value.asks { markPure(syntax.name.text) }
            return numbered(
                .bind(Binding(name: syntax.name.text, target: target, type: type, value: value)), at: syntax.span,
                if: value.asks)
        case .edit(let edit): return editStatement(edit, of: syntax, declared)
        }
    }

    private mutating func editStatement(_ edit: EditSyntax, of syntax: LetSyntax, _ declared: ValueType?) -> Outcome {
        let subject = textOrSecret(.element(edit.subject))
        let changes = edit.changes.map { change($0) }
        let whole = changes.compactMap { $0 }
        let isSecret = ([subject] + whole.map(\.value)).contains { $0?.type.isSecret ?? false }
        let type: ValueType = isSecret ? .secret : .text
        if let declared, declared != type {
            report(.wrongType(type, at: edit.span, expected: declared, because: nil))
        }
        let target = bind(syntax.name, type: type)
        guard let subject, whole.count == changes.count else { return Outcome() }
        return numbered(
            .edit(
                Edit(name: syntax.name.text, target: target, format: edit.format, subject: subject, changes: whole)),
            at: syntax.span)
    }

    private mutating func change(_ syntax: EditChangeSyntax) -> Edit.Change? {
        var path: [Variable.Access] = []
        var isGood = true
        for accessor in syntax.path {
            if let step = access(accessor, of: .any) { path.append(step.access) } else { isGood = false }
        }
        var value: ValueExpression?
        if let element = syntax.value {
            value = writtenElement(element)
            isGood = isGood && value != nil
        }
        guard isGood else { return nil }
        var source = syntax.path.reduce("") { $0 + self.source(of: $1.span) }
        if source.hasPrefix(".") { source.removeFirst() }
        return Edit.Change(verb: syntax.verb, path: path, value: value, source: source)
    }

    private mutating func ask(_ syntax: AskSyntax) -> Outcome {
        let type = type(syntax.type)
        let defaultValue = Clause(syntax.defaultValue.map { element($0, expecting: ExpectedType(type: type)) })
        let text = message(syntax.text)
        let target = bind(syntax.name, type: type)
        guard let text, !defaultValue.isBad else { return Outcome() }
        return numbered(
            .ask(Ask(name: syntax.name.text, target: target, type: type, defaultValue: defaultValue.value, text: text)),
            at: syntax.span)
    }

    private mutating func give(_ syntax: ConditionSyntax) -> Outcome {
        let value = value(syntax.expression, expecting: frame.gives.map { ExpectedType(type: $0) }, mayAct: true)
        let kind = value.map { value -> Statement.Kind in
            guard let (name, slot) = frame.found else { return .give(value) }
            return .bind(Binding(name: name, target: .local(slot), type: .list(.text), value: value))
        }
        var outcome = numbered(kind, at: syntax.span, if: value?.asks ?? false)
        outcome.ends = true
        return outcome
    }

    // MARK: - Waiting

    private mutating func waiting(_ syntax: AwaitSyntax) -> Outcome {
        let condition = condition(syntax.condition)
        let within = Clause(syntax.within.map { duration($0, of: "within") })
        let every = Clause(syntax.every.map { duration($0, of: "every") })
        let stable = Clause(syntax.stable.map { duration($0, of: "stable") })
        let failure = Clause(syntax.failure.map { self.condition($0) })
        checkStability(stable.value, within: within.value, isSaid: syntax.within != nil)
        guard let condition, ![within, every, stable, failure].contains(where: \.isBad) else { return Outcome() }
        return numbered(
            .await(
                Await(
                    condition: condition, within: within.value, every: every.value, stable: stable.value,
                    failure: failure.value)),
            at: syntax.span)
    }

    /// A condition that must stay true for longer than the wait may take can never succeed.
    private mutating func checkStability(_ stable: ValueExpression?, within: ValueExpression?, isSaid: Bool) {
        guard case .constant(.duration(let streak))? = stable?.kind, let span = stable?.span else { return }
        if case .constant(.duration(let limit))? = within?.kind, let place = within?.span {
            if streak > limit { report(.stableBeyondWithin(at: span, within: place)) }
        } else if !isSaid, streak > Await.usualLimit {
            report(.stableBeyondWithin(at: span, within: nil))
        }
    }

    /// A duration that must be above zero.
    mutating func duration(_ syntax: ElementSyntax, of clause: String) -> ValueExpression? {
        guard let value = element(syntax, expecting: ExpectedType(type: .duration)) else { return nil }
        if case .constant(.duration(let duration)) = value.kind, duration <= .zero {
            report(.badDuration(of: clause, at: value.span))
        }
        return value
    }

    /// A time of day, or a date with its zone.
    private mutating func time(_ syntax: ElementSyntax) -> ValueExpression? {
        let isConstant = ExpressionSyntax.element(syntax).isConstant
        let natural = element(syntax, expecting: isConstant ? ExpectedType(type: .text) : nil)
        if let natural, natural.type == .time || natural.type == .any { return natural }
        guard let value = fit(natural, to: ExpectedType(type: .text)) else { return nil }
        if case .constant(.text(let word)) = value.kind, TimeLiteral(word) == nil {
            report(.wrongTime(word, at: value.span))
            return nil
        }
        return value
    }

    /// A whole number, at least 1.
    mutating func number(_ syntax: ElementSyntax, of clause: String) -> ValueExpression? {
        guard let value = element(syntax, expecting: ExpectedType(type: .number)) else { return nil }
        if case .constant(.number(let number)) = value.kind,
            number.precedes(1) != false || number.decimal?.isWhole != true
        {
            report(.badCount(number, of: clause, at: value.span))
        }
        return value
    }
}
