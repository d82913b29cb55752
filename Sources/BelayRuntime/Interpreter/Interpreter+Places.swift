import BelayLanguage
import BelaySource

/// Blocks that change where commands run, and what they are given.
extension Interpreter {
    func move(
        to place: Place, _ body: Block, at span: Span, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        switch place {
        case .local: return try await run(body, &frame, context.at(.local))
        case .host(let host, let user):
            var location = Location(.host(try await rememberedText(host, as: .host, frame, context)))
            if let user { location.user = try await rememberedText(user, as: .user, frame, context) }
            try refuseNoName(location.host, host, context)
            return try await run(body, &frame, context.at(location))
        case .target(let call):
            let location = try await lookedUp(call, at: span, frame, context)
            return try await run(body, &frame, context.at(location))
        }
    }

    /// A target is looked up again when a run is resumed, except for what has been done in it.
    private func lookedUp(
        _ call: Call, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Location {
        if mode.mayNotKnow,
            let known = recall(context)?.value(of: .location, in: context.step)?.location
        {
            return known
        }
        let location = try await location(of: call, frame, context)
        if !context.isProbing, let value = Value(location) {
            try note(.bound(.init(step: context.step, key: .location, content: .value(value))), at: span, context)
        }
        return location
    }

    /// A text that is not the name of a host, such as one with a space.
    private func refuseNoName(
        _ host: PlannedText?, _ expression: ValueExpression, _ context: ExecutionContext
    ) throws(Interruption) {
        guard let name = host?.known, !Host.isName(name) else { return }
        throw .failed(failure(.fail, "`\(name)` is not the name of a host", at: expression.span, context))
    }

    /// Runs a target's definition, which ends at its `via`.
    func location(of call: Call, _ frame: Frame, _ context: ExecutionContext) async throws(Interruption)
        -> Location
    {
        let definition = program.definitions[call.definition.rawValue]
        let (entered, _) = try await enter(call, frame, context)
        var bodyFrame = entered
        let inner = context.forProbe(UndecidedWatch())
        guard case .via(let location) = try await run(definition.body, &bodyFrame, inner) else {
            let words = "the target gave no `via`"
            throw .failed(failure(.fail, words, at: call.span, context))
        }
        return location
    }

    func prefixed(by command: Command, _ frame: Frame, _ context: ExecutionContext) async throws(Interruption)
        -> Location
    {
        let script = try await script(of: command, frame, context)
        guard let words = script.shellWords else {
            let words = "`\(source(command.span))` is more than a program and its arguments"
            throw .failed(failure(.fail, words, at: command.span, context))
        }
        var location = context.location
        location.prefixes.append(words)
        return location
    }

    /// `within`: the whole block ends in time, and its commands have that long.
    func limited(
        _ limit: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ExecutionContext {
        guard let allowed = try await duration(limit, frame, context) else { return context }
        return context.within(allowed, at: performer.now)
    }

    func feeding(_ value: ValueExpression, _ frame: Frame, _ context: ExecutionContext) async throws(Interruption)
        -> ExecutionContext
    {
        let given = try await remembered(value, as: .input, frame, context)
        let input = try await found(given, at: value.span, context)
        // Programs read lines. What was read from a command has lost the end of its last one.
        switch try await self.lines(input, value, frame, context) {
        case .secret(let secret): return context.feeding(CommandEffect.Input(.secret(secret.endingItsLine)))
        case .text(let text):
            return context.feeding(
                CommandEffect.Input(.text(text.known.map { PlannedText($0.endingItsLine) } ?? text)))
        }
    }

    func adding(
        _ entries: [(name: String, value: ValueExpression)], _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ExecutionContext {
        var inner = context
        for entry in entries {
            let given = try await remembered(entry.value, as: .environment(entry.name), frame, context)
            let value = try await found(given, at: entry.value.span, context)
            let words = try await self.given(value, entry.value, frame, context)
            let hasNUL =
                switch words {
                case .text(let text): text.known?.utf8.contains(0) ?? false
                case .secret(let secret): secret.hasNUL
                }
            if hasNUL {
                throw .failed(failure(.fail, "`\(entry.name)` contains a NUL", at: entry.value.span, context))
            }
            inner = inner.adding(.init(name: entry.name, value: words))
        }
        return inner
    }

    /// A list has a line for each of its elements, where the runbook says that it is one.
    private func lines(
        _ value: Value, _ expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> GivenText {
        guard case .list(let elements) = value, case .list = expression.type else {
            return try await given(value, expression, frame, context)
        }
        if let name = value.unknownName { return .text(PlannedText([.unknown(name)])) }
        var lines = ""
        for (index, element) in elements.enumerated() {
            guard let line = element.text(hiding: performer.redactor) else {
                let words = "`\(source(expression.span))` has an element, [\(index)], that \(element.isNoText)"
                throw .failed(failure(.fail, words, at: expression.span, context))
            }
            guard !line.utf8.contains(UInt8(ascii: "\n")) else {
                let words = "`\(source(expression.span))` has an element, [\(index)], of more than one line"
                throw .failed(failure(.fail, words, at: expression.span, context))
            }
            lines += line + "\n"
        }
        return GivenText(PlannedText(lines), isSecret: expression.type.isSecret)
    }

    private func given(
        _ value: Value, _ expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> GivenText {
        switch value {
        case .secret(let secret):
            performer.hide(value)
            return .secret(secret)
        case .unknown: return .text(try await shown(expression, value, frame, context))
        case .text, .number, .flag, .duration, .time, .host, .list, .record, .none:
            return .text(try oneText(of: value, expression, context))
        }
    }
}
