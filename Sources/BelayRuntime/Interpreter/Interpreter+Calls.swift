import BelayLanguage
import BelaySource
import BelaySyntax

/// Phrases: an action is a step, is skipped when it is already done, and must be done afterwards; a probe only asks.
extension Interpreter {
    /// The frame of a definition with its placeholders and options bound, and the phrase in words with its values.
    func enter(
        _ call: Call, _ frame: Frame, _ context: ExecutionContext, remembers: Bool = false
    ) async throws(Interruption) -> (frame: Frame, title: PlannedText) {
        let definition = program.definitions[call.definition.rawValue]
        var inner = frame.inner(definition.frame)
        var title = PlannedText()
        var arguments = call.arguments.makeIterator()
        for item in definition.signature.items {
            if !title.pieces.isEmpty { title.append(" ") }
            switch item {
            case .word(let word): title.append(word)
            case .placeholder(let placeholder):
                guard let argument = arguments.next() else {
                    preconditionFailure("a checked call fills its placeholders")
                }
                let value = try await given(
                    argument, as: .placeholder(placeholder.name), Declaration(placeholder, of: definition),
                    remembers: remembers, frame, context)
                inner.locals[placeholder.slot] = value
                title.append(try await shown(argument, value, frame, context))
            }
        }
        for option in definition.signature.options {
            let declaration = Declaration(option, of: definition)
            if let given = call.options.first(where: { $0.slot == option.slot })?.value {
                let value = try await self.given(
                    given, as: .option(option.name), declaration, remembers: remembers, frame, context)
                inner.locals[option.slot] = value
                title.append(" \(option.name)=")
                title.append(try await shown(given, value, frame, context))
            } else if let defaultValue = option.defaultValue {
                let value = try await evaluate(defaultValue, inner, context)
                inner.locals[option.slot] = try fitted(value, to: declaration, from: defaultValue, context)
            } else {
                inner.locals[option.slot] = Value.none
            }
        }
        return (inner, title)
    }

    /// What a call gives for a placeholder or an option, as a value of its type.
    private func given(
        _ expression: ValueExpression, as key: BindingKey, _ declaration: Declaration, remembers: Bool, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        let value =
            remembers
            ? try await remembered(expression, as: key, frame, context)
            : try await evaluate(expression, frame, context)
        return try fitted(named(value, expression, by: key), to: declaration, from: expression, context)
    }

    /// A text that is made of unknown values has the name of the placeholder that it fills.
    private func named(_ value: Value, _ expression: ValueExpression, by key: BindingKey) -> Value {
        guard case .unknown = value, case .text(let pieces) = expression.kind, pieces.count > 1, let name = key.name
        else { return value }
        return .unknown(name)
    }

    /// Runs an action; returns the value it gives, if any.
    func act(_ call: Call, _ frame: inout Frame, _ context: ExecutionContext) async throws(Interruption) -> Value? {
        let definition = program.definitions[call.definition.rawValue]
        let (entered, title) = try await enter(call, frame, context, remembers: true)
        let around = context.forAction
        let state = ActionState(
            definition: call.definition, hasUndo: definition.undo != nil, step: context.step, title: title,
            context: around, frame: entered)
        let inner = around.inside(state)
        let begun = performer.now
        performer.observe(
            .stepStarted(
                StepStart(
                    step: context.step, kind: .action, title: title, documentation: definition.documentation,
                    span: call.span)))
        try note(
            .entered(.init(step: context.step, kind: .action, title: title.shown, span: call.span)), at: call.span,
            context)
        var ending = StepEnd.Ending.done
        var given: Value?
        defer { if state.mayBeDone { performer.observe(.branchEnded(context.step)) } }
        do throws(Interruption) {
            var bodyFrame = entered
            let flow = try await run(definition.body, &bodyFrame, inner)
            ending = if case .alreadyDone = flow { .alreadyDone } else { .done }
            if case .gave(let value) = flow { given = value }
            if case .done = ending {
                if let failure = recall(context)?.failure(at: context.step) { throw Interruption.failed(failure) }
                if !mode.isPast { try await checkDone(state, at: call.span) }
            }
        } catch .settled {
            // Its `done when` has said that all of it is done.
        } catch {
            let failed = self.ending(of: error)
            finish(context.step, .action, failed, since: begun)
            try note(.ended(.init(step: context.step, ending: failed)), at: call.span, context)
            throw error.reported(at: context.step, isRecorded: true)
        }
        finish(context.step, .action, ending, since: begun)
        try note(.ended(.init(step: context.step, ending: ending)), at: call.span, context)
        guard let declaration = Declaration(givenBy: definition), let given else { return nil }
        let whole = ValueExpression(.gives(call), type: declaration.type, span: call.span)
        return try fitted(given, to: declaration, from: whole, context)
    }

    /// `done when` before anything is done.
    func isAlreadyDone(
        _ condition: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Bool {
        context.unwinding.actions.last?.keep(DoneWhen(condition: condition, frame: frame, context: context))
        // One that has failed before its first change, as where a guard said no, had been asked too.
        if let history = recall(context),
            mode.isPast || history.hasChanged(beneath: context.path) || history.hasFailed(beneath: context.path)
        {
            return history.decision(.doneWhen, in: context.path) == .yes
        }
        let verdict = try await judge(condition, frame, context)
        try note(
            .decided(.init(step: context.path, condition: .doneWhen, truth: verdict.truth)), at: condition.span, context
        )
        switch verdict {
        case .yes: return true
        case .no: return false
        case .undecided:
            await mayBeDone(condition, frame, context)
            return false
        case .cannot(let failure): throw .failed(failure)
        }
    }

    /// `done when` after the body: not true, and the step has failed. Nobody walks around that, as it is what keeps the
    /// next step from beginning on what is not there.
    private func checkDone(_ state: ActionState, at span: Span) async throws(Interruption) {
        guard let doneWhen = state.doneWhen else { return }
        let context = doneWhen.context.afterBody
        switch try await judge(doneWhen.condition, doneWhen.frame, context) {
        case .yes, .undecided: return
        case .no(let seen):
            let words = "it finished and is still not done: \(seen)"
            throw .refused(failure(.expect, words, at: span, context), truth: .no)
        case .cannot(let failure): throw .refused(failure)
        }
    }

    /// Asks if a condition probe holds: a failed `expect` in it is an answer.
    func ask(_ call: Call, _ frame: Frame, _ context: ExecutionContext) async throws(Interruption) -> ConditionResult {
        let definition = program.definitions[call.definition.rawValue]
        let (entered, _) = try await enter(call, frame, context)
        var bodyFrame = entered
        let watch = UndecidedWatch()
        let inner = context.forProbe(watch)
        do {
            _ = try await run(definition.body, &bodyFrame, inner)
        } catch .trouble(let trouble) {
            switch trouble.truth {
            case .no: return .no(trouble.failure.message)
            case .yes, .unknown: return .cannot(trouble.failure)
            }
        } catch {
            throw error
        }
        return watch.isUndecided ? .undecided(source(call.span)) : .yes
    }

    /// The value of a probe or an action that gives.
    func value(of call: Call, _ frame: Frame, _ context: ExecutionContext) async throws(Interruption) -> Value {
        let definition = program.definitions[call.definition.rawValue]
        if definition.kind == .action {
            var frame = frame
            if let given = try await act(call, &frame, context) { return given }
            return try givenNothing(by: call, as: definition.signature.gives ?? .any, context)
        }
        let (entered, _) = try await enter(call, frame, context)
        var bodyFrame = entered
        let watch = UndecidedWatch()
        let inner = context.forProbe(watch)
        do {
            let flow = try await run(definition.body, &bodyFrame, inner)
            guard case .gave(let value) = flow, !watch.mayHaveGiven else { return .unknown(source(call.span)) }
            guard let declaration = Declaration(givenBy: definition) else { return value }
            let whole = ValueExpression(.gives(call), type: declaration.type, span: call.span)
            return try fitted(value, to: declaration, from: whole, context)
        } catch .trouble(var trouble) {
            // A probe that gives cannot answer: that is not the same as an answer of no.
            trouble.truth = .unknown
            throw .trouble(trouble)
        } catch {
            throw error
        }
    }
}
