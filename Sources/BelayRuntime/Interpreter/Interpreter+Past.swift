import BelayLanguage
import BelaySource
import BelaySyntax

/// Resuming a run: what its journal knows is not asked and not done again. The walk is the same; here is what it
/// looks up on its way.
extension Interpreter {
    /// The journal's records of the steps around a statement; nil where they do not count: in a new run and in a plan,
    /// in what is only asked, and in a step that a person has had tried again.
    func recall(_ context: ExecutionContext) -> RunHistory? {
        context.isProbing || context.purpose.isRetriedByHand ? nil : mode.history
    }

    /// The same walk through what is done and over: it registers undo blocks and binds names, and that is all.
    var replaying: Interpreter {
        Interpreter(program: program, performer: CompletedPerformer(performer), run: run, loops: loops)
    }

    /// Of a numbered statement: its end as the journal knows it; nil when it is yet to be run, or to be resumed.
    func recalled(
        _ statement: Statement, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow? {
        guard let history = recall(context) else { return nil }
        let step = context.step
        let resumption = resumption(of: statement)
        let holdsOthers = resumption == .action || !statement.traits.isLeaf
        // What failed in a block without a number of its own fails there again, where the block's handlers are.
        let isWithin = history.entrance(of: step) != nil && holdsOthers
        if let failure = history.failure(at: step), !isWithin {
            registerUndo(history, context)
            throw .failed(failure)
        }
        if case .skipped? = history.ending(of: step) {
            registerUndo(history, context)
            if holdsOthers { try await walkPast(statement, &frame, context) }
            frame.miss(statement.boundNames, because: .skipped(step))
            return .next
        }
        switch resumption {
        case .passed:
            guard mode.isPast || history.isPassed(step) else { return nil }
            keep(endOf: statement, order: history.number(ofEnd: step), context)
            return .next
        case .recalled:
            // A change of a block that is over, and that was never begun.
            if case .command = statement.kind, mode.isPast, history.effect(at: step) == nil { return .next }
            return nil
        case .walked, .action:
            guard !mode.isPast, history.isOver(step) else { return nil }
            let flow = try await replaying.attempt(statement, &frame, context, waitingLonger: .zero)
            if let known = history.entrance(of: step) { showDone(known, at: statement.span, context) }
            return flow
        case .repeated: return nil
        }
    }

    /// Writes down that a statement is over: the one record of it.
    func noteEnd(of statement: Statement, _ context: ExecutionContext) throws(Interruption) {
        guard statement.ordinal != nil, !context.isProbing, resumption(of: statement).leavesEnd else { return }
        let number = try note(.ended(.init(step: context.step, ending: .done)), at: statement.span, context)
        if let number { keep(endOf: statement, order: number, context) }
    }

    /// What stays of a statement that is over, now or when the run was there before.
    private func keep(endOf statement: Statement, order: Int?, _ context: ExecutionContext) {
        guard case .pointOfNoReturn = statement.kind else { return }
        context.undoLog.append(
            .pointOfNoReturn(source(statement.span)), iterations: context.position.iterations, order: order)
    }

    /// A step that was gone past after some of it was done: its changes are found again, and their undo is registered.
    private func walkPast(_ statement: Statement, _ frame: inout Frame, _ context: ExecutionContext)
        async throws(Interruption)
    {
        guard recall(context)?.hasChanged(beneath: context.step) == true else { return }
        do throws(Interruption) {
            _ = try await replaying.attempt(statement, &frame, context, waitingLonger: .zero)
        } catch .trouble {
            // It fails as it has failed then.
        } catch {
            throw error
        }
    }

    /// Registers the undo that a change of this step registered when it was begun.
    private func registerUndo(_ history: RunHistory, _ context: ExecutionContext) {
        guard let effect = history.effect(at: context.step) else { return }
        performer.markFound(context.step)
        registerUndo(at: effect.position + 1, context)
    }

    private func showDone(_ known: JournalRecord.Entered, at span: Span, _ context: ExecutionContext) {
        let title = PlannedText(known.title)
        performer.observe(.stepStarted(StepStart(step: context.step, kind: known.kind, title: title, span: span)))
        finish(context.step, known.kind, .alreadyDone, since: performer.now)
    }

    /// The way a condition leads; one that asks the world is asked once in a run.
    func way(
        _ name: JournalRecord.Decided.Condition, _ condition: ValueExpression, isNumbered: Bool, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> ConditionResult {
        guard isNumbered, !context.isProbing else { return try await judge(condition, frame, context) }
        switch recall(context)?.decision(name, in: context.step) {
        case .yes?: return .yes
        case .no?: return .no("")
        case .unknown?, nil: break
        }
        let verdict = try await judge(condition, frame, context)
        switch verdict {
        case .yes, .no:
            try note(
                .decided(.init(step: context.step, condition: name, truth: verdict.truth)), at: condition.span, context)
        case .cannot, .undecided: break
        }
        return verdict
    }

    /// A value that surrounds other steps. One that asks the world is kept, so that they do not change under way.
    func remembered(
        _ expression: ValueExpression, as key: BindingKey, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        guard expression.asks, !context.isProbing else { return try await evaluate(expression, frame, context) }
        if let known = recall(context)?.value(of: key, in: context.step), !known.holdsSecret, known.unknownName == nil {
            return known
        }
        let value = regained(
            try await evaluate(expression, frame, context.keeping), as: key, expression.type, .readsDifferently, context
        )
        if performer.lostSecret(of: value) != nil { return value }
        try note(.bound(.init(step: context.step, key: key, content: .value(value))), at: expression.span, context)
        return value
    }

    func rememberedText(
        _ expression: ValueExpression, as key: BindingKey, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> PlannedText {
        if expression.asks, let known = recall(context)?.value(of: key, in: context.step)?.text {
            return PlannedText(known)
        }
        let words = try await text(expression, frame, context)
        if expression.asks, !context.isProbing, let known = words.known {
            try note(
                .bound(.init(step: context.step, key: key, content: .value(.text(known)))), at: expression.span, context
            )
        }
        return words
    }

    /// Binds what the journal knows. A secret is not in it, and is asked for again.
    func recalled(
        _ binding: Binding, at span: Span, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow? {
        guard let history = recall(context) else { return nil }
        let key = BindingKey.variable(binding.name)
        let isGiven = history.isGiven(key, in: context.step)
        guard binding.value.asks || isGiven, let known = history.value(of: key, in: context.step),
            known.unknownName == nil
        else { return nil }
        var given: Value?
        if case .gives(let call) = binding.value.kind, program.definitions[call.definition.rawValue].kind == .action {
            if !isGiven {
                given = try await act(call, &frame, context)
            } else if history.hasChanged(beneath: context.step) {
                do throws(Interruption) {
                    _ = try await replaying.act(call, &frame, context)
                } catch .trouble {
                    // It fails as it has failed then.
                } catch {
                    throw error
                }
            }
        } else {
            registerUndo(history, context)
        }
        guard known.holdsSecret else {
            try keep(known, as: binding.name, binding.target, at: span, &frame, context)
            return .next
        }
        if isGiven {
            let had = regained(.unknown(binding.name), as: key, binding.type, .typed, context)
            try keep(had, as: binding.name, binding.target, at: span, &frame, context, isGiven: true)
            return .next
        }
        switch reason(of: binding) {
        case .made:
            let value = try fitted(
                given ?? .unknown(binding.name), to: Declaration(binding), from: binding.value, context)
            let had = regained(value, as: key, binding.type, .made, context)
            try keep(had, as: binding.name, binding.target, at: span, &frame, context)
            return .next
        case .typed, .readsDifferently: return try await lookAgain(binding, at: span, &frame, context)
        }
    }

    /// A secret that was read: if it cannot be read any more, or is another one, only what still needs it asks for it.
    private func lookAgain(
        _ binding: Binding, at span: Span, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        var value = Value.unknown(binding.name)
        do throws(Interruption) {
            if !mode.onlyReplays { value = try await evaluate(binding.value, frame, context) }
        } catch .trouble {
            // It stays unknown.
        } catch {
            throw error
        }
        value = try fitted(value, to: Declaration(binding), from: binding.value, context)
        value = regained(value, as: .variable(binding.name), binding.type, .readsDifferently, context)
        try keep(value, as: binding.name, binding.target, at: span, &frame, context)
        return .next
    }
}
