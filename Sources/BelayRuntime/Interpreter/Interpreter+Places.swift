import BelayLanguage
import BelaySource

/// Where commands run, and what they are given: blocks that change what surrounds them.
extension Interpreter {
    func move(
        to place: Place, _ body: Block, at span: Span, _ frame: inout Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        switch place {
        case .local: return try await run(body, &frame, scope.at(.local))
        case .host(let host, let user):
            var location = Location(host: try await rememberedText(host, as: "on host", frame, scope))
            if let user { location.user = try await rememberedText(user, as: "as user", frame, scope) }
            try refuseOption(location.host, host, scope)
            return try await run(body, &frame, scope.at(location))
        case .target(let call):
            let location = try await lookedUp(call, at: span, frame, scope)
            let flow = try await run(body, &frame, scope.at(location))
            try note(.left(scope.step, .done), at: span, scope)
            return flow
        }
    }

    /// A target is asked for anew when a run goes on, but for what has been done in it.
    private func lookedUp(
        _ call: Call, at span: Span, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> Location {
        if mode.mayNotKnow,
            let known = recall(scope)?.value(of: "in place", in: scope.step)?.location
        {
            return known
        }
        let location = try await location(of: call, frame, scope)
        if !scope.isProbing, let value = Value(location) {
            try note(.bound(.init(step: scope.step, name: "in place", value: value)), at: span, scope)
        }
        return location
    }

    /// A host that begins with `-` would be an option of ssh.
    private func refuseOption(
        _ host: PlannedText?, _ expression: ValueExpression, _ scope: ExecutionContext
    ) throws(Interruption) {
        guard let name = host?.known, !Host.isName(name) else { return }
        throw .failed(failure(.fail, "`\(name)` is no host", at: expression.span, scope))
    }

    /// Runs a target's definition, which ends at its `via`.
    private func location(of call: Call, _ frame: Frame, _ scope: ExecutionContext) async throws(Interruption)
        -> Location
    {
        let definition = program.definitions[call.definition.rawValue]
        let (entered, _) = try await enter(call, frame, scope)
        var bodyFrame = entered
        let inner = scope.ofProbe(UndecidedWatch())
        guard case .via(let location) = try await run(definition.body, &bodyFrame, inner) else {
            let words = "the target gave no `via`"
            throw .failed(failure(.fail, words, at: call.span, scope))
        }
        return location
    }

    func prefixed(by command: Command, _ frame: Frame, _ scope: ExecutionContext) async throws(Interruption) -> Location
    {
        let script = try await script(of: command, frame, scope)
        guard let words = script.shellWords else {
            let words = "`\(source(command.span))` is more than a program and its arguments"
            throw .failed(failure(.fail, words, at: command.span, scope))
        }
        var location = scope.location
        location.prefixes.append(words)
        return location
    }

    /// `within`: the whole block ends in time, and its commands have that long.
    func limited(
        _ limit: ValueExpression, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ExecutionContext {
        guard let allowed = try await duration(limit, frame, scope) else { return scope }
        return scope.within(allowed, at: performer.now)
    }

    func feeding(_ value: ValueExpression, _ frame: Frame, _ scope: ExecutionContext) async throws(Interruption)
        -> ExecutionContext
    {
        let given = try await remembered(value, as: "with input", frame, scope)
        let input = try await found(given, at: value.span, scope)
        let isSecret = if case .secret = input { true } else { false }
        var text = try await text(of: input, value, frame, scope)
        // Programs read lines. What was read from a command has lost the end of its last one.
        if let known = text.known { text = PlannedText(known.endingItsLine) }
        return scope.feeding(CommandEffect.Input(text: text, isSecret: isSecret))
    }

    func adding(
        _ entries: [(name: String, value: ValueExpression)], _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ExecutionContext {
        var inner = scope
        for entry in entries {
            let given = try await remembered(entry.value, as: "with \(entry.name)", frame, scope)
            let value = try await found(given, at: entry.value.span, scope)
            let isSecret = if case .secret = value { true } else { false }
            let words = try await text(of: value, entry.value, frame, scope)
            if let known = words.known, known.utf8.contains(0) {
                throw .failed(failure(.fail, "`\(entry.name)` holds a NUL", at: entry.value.span, scope))
            }
            inner = inner.adding(.init(name: entry.name, value: words, isSecret: isSecret))
        }
        return inner
    }

    private func text(
        of value: Value, _ expression: ValueExpression, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> PlannedText {
        if case .unknown = value { return try await shown(expression, value, frame, scope) }
        return try oneText(of: value, expression, scope)
    }
}
