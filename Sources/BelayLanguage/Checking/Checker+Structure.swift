import BelaySource
import BelaySyntax

/// Statements with blocks.
extension Checker {
    mutating func outline(_ syntax: OutlineSyntax, _ statement: StatementSyntax) -> Outcome {
        let isPhase = if case .phase = statement { true } else { false }
        return enclosing(at: statement.headSpan, isCounted: true) { checker in
            let title = checker.message(syntax.title)
            let wasSaid = checker.frame.isPlaceSaid
            if isPhase { checker.frame.isPlaceSaid = false }
            let (body, ends) = checker.block(syntax.body, hides: false, isNumbered: true)
            checker.frame.isPlaceSaid = wasSaid
            guard let title else { return (nil, ends) }
            let outline = Outline(title: title, body: body)
            return (isPhase ? .phase(outline) : .step(outline), ends)
        }
    }

    /// One number for the conditions, if any of them runs something; the branches continue the numbers of the block
    /// around.
    mutating func choice(_ syntax: IfSyntax, at span: Span) -> Outcome {
        let conditions = syntax.branches.map { condition($0.condition) }
        return enclosing(at: span, isCounted: conditions.contains { $0?.asks ?? false }) { checker in
            var branches: [Choice.Branch] = []
            var ends = true
            for (branch, condition) in zip(syntax.branches, conditions) {
                let (body, branchEnds) = checker.block(branch.body, hides: true, isNumbered: false)
                ends = ends && branchEnds
                if let condition { branches.append(Choice.Branch(condition: condition, body: body)) }
            }
            let alternative = syntax.alternative.map { checker.block($0, hides: true, isNumbered: false) }
            ends = ends && (alternative?.ends ?? false)
            guard branches.count == syntax.branches.count else { return (nil, ends) }
            return (.choice(Choice(branches: branches, alternative: alternative?.block)), ends)
        }
    }

    mutating func guarded(_ syntax: GuardSyntax, at span: Span) -> Outcome {
        let condition = condition(syntax.condition)
        let message = Clause(syntax.message.map { self.message($0) })
        return enclosing(at: span, isCounted: condition?.asks ?? false) { checker in
            let (body, ends) = checker.block(syntax.body, hides: false, isNumbered: false)
            guard let condition, !message.isBad else { return (nil, ends) }
            return (.guarded(condition: condition, message: message.value, body: body), ends)
        }
    }

    mutating func handler(_ syntax: HandlerSyntax, _ kind: Frame.Handler, at span: Span) -> Outcome {
        let hadRecovered = frame.hasRecovered
        frame.hasRecovered = false
        let wasTogether = frame.isTogether
        frame.isTogether = false
        var outcome = enclosing(at: span, isCounted: true) { checker in
            checker.frame.handler = kind
            let (body, _) = checker.block(syntax.body, hides: true, isNumbered: true)
            checker.frame.handler = nil
            return (kind == .always ? .always(body) : .onFailure(body), false)
        }
        outcome.recovers = frame.hasRecovered
        frame.hasRecovered = hadRecovered
        frame.isTogether = wasTogether
        return outcome
    }

    // MARK: - Places

    mutating func on(_ syntax: OnSyntax, at span: Span) -> Outcome {
        checkHandlerName(syntax.host)
        let host = element(syntax.host, expecting: ExpectedType(type: .host))
        let user = Clause(syntax.user.map { element($0, expecting: ExpectedType(type: .text)) })
        let place = host.flatMap { user.isBad ? nil : Place.host($0, user: user.value) }
        return self.place(place, syntax.body, at: span, isCounted: host?.asks ?? false)
    }

    /// Words that other languages have for what runs when something has failed, or at the end.
    private static let handlerNames: Set<String> = [
        "error", "errors", "fail", "failed", "fails", "success", "exit", "exception", "finally",
    ]

    private mutating func checkHandlerName(_ host: ElementSyntax) {
        guard case .word(let word) = host, let name = word.literal, Self.handlerNames.contains(name) else { return }
        report(.handlerNameAsHost(name, at: word.span))
    }

    mutating func inTarget(_ syntax: InSyntax, at span: Span) -> Outcome {
        place(targetCall(syntax.target).map { .target($0) }, syntax.body, at: span, isCounted: true)
    }

    mutating func place(_ place: Place?, _ body: BlockSyntax, at span: Span, isCounted: Bool) -> Outcome {
        enclosing(at: span, isCounted: isCounted) { checker in
            let wasSaid = checker.frame.isPlaceSaid
            checker.frame.isPlaceSaid = true
            let (block, ends) = checker.block(body, hides: false, isNumbered: false)
            checker.frame.isPlaceSaid = wasSaid
            return (place.map { .place($0, body: block) }, ends)
        }
    }

    // MARK: - Bounds and inputs

    mutating func within(_ syntax: WithinSyntax, at span: Span) -> Outcome {
        let limit = duration(syntax.limit, of: "within")
        return enclosing(at: span, isCounted: limit?.asks ?? false) { checker in
            let (body, ends) = checker.block(syntax.body, hides: false, isNumbered: false)
            return (limit.map { .within(limit: $0, body: body) }, ends)
        }
    }

    mutating func withInput(_ syntax: WithInputSyntax, at span: Span) -> Outcome {
        let input = input(syntax.input)
        return enclosing(at: span, isCounted: input?.asks ?? false) { checker in
            let (body, ends) = checker.block(syntax.body, hides: false, isNumbered: false)
            return (input.map { .withInput($0, body: body) }, ends)
        }
    }

    mutating func withEnvironment(_ syntax: WithEnvironmentSyntax, at span: Span) -> Outcome {
        var entries: [(name: String, value: ValueExpression)] = []
        var seen: [String: Span] = [:]
        for entry in syntax.entries {
            if let first = seen.updateValue(entry.name.span, forKey: entry.name.text) {
                report(.repeatedField(entry.name, first: first))
            }
            if let value = given(entry.value, "an environment variable") {
                entries.append((entry.name.text, value))
            }
        }
        return enclosing(at: span, isCounted: entries.contains(where: \.value.asks)) { checker in
            let (body, ends) = checker.block(syntax.body, hides: false, isNumbered: false)
            guard entries.count == syntax.entries.count else { return (nil, ends) }
            return (.withEnvironment(entries, body: body), ends)
        }
    }

    /// One string, or a list with a line for each element; also of secrets.
    private mutating func input(_ syntax: ElementSyntax) -> ValueExpression? {
        guard let value = element(syntax, expecting: nil) else { return nil }
        if value.type == .secret || value.type == .list(.secret) { return value }
        if case .list(let element) = value.type, element.isOneText { return value }
        return isOneWord(value, in: "the input") ? value : nil
    }

    /// A value passed to a program other than as an argument: one string, also a secret.
    private mutating func given(_ syntax: ElementSyntax, _ place: String) -> ValueExpression? {
        guard let value = element(syntax, expecting: nil) else { return nil }
        if value.type == .secret { return value }
        return isOneWord(value, in: place) ? value : nil
    }
}
