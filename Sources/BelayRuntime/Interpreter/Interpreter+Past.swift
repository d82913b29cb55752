import BelayLanguage
import BelaySource
import BelaySyntax

/// Going on with a run: what its journal knows is not asked and not done again. The walk is the same; here is what it
/// looks up on its way.
extension Interpreter {
    /// What the journal says of the steps around a statement; nil where it does not count: in a new run and in a plan,
    /// in what is only asked, and in a step that a person has asked for once more.
    func recall(_ scope: ExecutionContext) -> RunHistory? {
        scope.isProbing || scope.purpose.isRetriedByHand ? nil : mode.history
    }

    /// The same walk through what is done and over: it registers undo blocks and binds names, and that is all.
    var behind: Interpreter {
        Interpreter(program: program, performer: CompletedPerformer(performer), run: run, loops: loops)
    }

    /// Of a numbered statement: its end as the journal knows it; nil when it is yet to be carried out, or to be gone on
    /// with.
    func recalled(
        _ statement: Statement, _ frame: inout Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ControlFlow? {
        guard let history = recall(scope) else { return nil }
        let step = scope.step
        // What failed in a block without a number of its own fails there again, where the block's handlers are.
        let isWithin = history.hasEntered(step) && (calls(statement) || !statement.traits.isLeaf)
        if let failure = history.failure(at: step), !isWithin {
            registerUndo(history, scope)
            throw .failed(failure)
        }
        switch history.ending(of: step) {
        case .skipped?:
            registerUndo(history, scope)
            if !statement.traits.isLeaf || calls(statement) { try await walkPast(statement, &frame, scope) }
            frame.miss(statement.boundNames, because: .skipped(step))
            return .next
        case .done?, .alreadyDone?:
            guard !mode.isPast, !statement.traits.isLeaf || calls(statement) else { return nil }
            let flow = try await behind.attempt(statement, &frame, scope, waitingLonger: .zero)
            if let known = history.steps[step] { showDone(known, at: statement.span, scope) }
            return flow
        case .failed?, .cancelled?, nil: return nil
        }
    }

    /// A step that was gone past after some of it was done: its changes are found again, and their undo is registered.
    private func walkPast(_ statement: Statement, _ frame: inout Frame, _ scope: ExecutionContext)
        async throws(Interruption)
    {
        guard recall(scope)?.hasChanged(beneath: scope.step) == true else { return }
        do throws(Interruption) {
            _ = try await behind.attempt(statement, &frame, scope, waitingLonger: .zero)
        } catch .trouble {
            // It fails as it has failed then.
        } catch {
            throw error
        }
    }

    /// What a change of this step has registered when it was begun.
    private func registerUndo(_ history: RunHistory, _ scope: ExecutionContext) {
        guard let effect = history.effect(at: scope.step) else { return }
        performer.meet(scope.step)
        registerUndo(at: effect.position + 1, scope)
    }

    private func showDone(_ known: RunHistory.Step, at span: Span, _ scope: ExecutionContext) {
        let title = PlannedText(known.title)
        performer.observe(.stepStarted(StepStart(step: scope.step, kind: known.kind, title: title, span: span)))
        finish(scope.step, known.kind, .alreadyDone, since: performer.now)
    }

    /// Whether it carries an action out under its own number.
    private func calls(_ statement: Statement) -> Bool {
        switch statement.kind {
        case .call: return true
        case .bind(let binding):
            guard case .gives(let call) = binding.value.kind else { return false }
            return program.definitions[call.definition.rawValue].kind == .action
        default:
            return false
        }
    }

    /// Whether a check or a question has done its duty: it held, and a change was begun after it, or all around it is
    /// over. Right before the place where the run goes on they are asked again.
    func passes(_ statement: Statement, _ scope: ExecutionContext) throws(Interruption) -> Bool {
        guard let history = recall(scope) else { return false }
        let step = scope.step
        switch statement.kind {
        case .command(let command):
            if command.sign == .reads { return mode.isPast || history.isBehind("read", in: step) }
            return mode.isPast && history.effect(at: step) == nil
        case .await: return mode.isPast || history.isBehind("await", in: step)
        case .expect: return mode.isPast || history.isBehind("expect", in: step)
        case .say: return mode.isPast || history.isBehind("say", in: step)
        case .confirm, .manual: return mode.isPast || history.isBehind(question: step)
        case .pointOfNoReturn:
            guard mode.isPast || history.isBehind(question: step) else { return false }
            scope.undoLog.append(
                .pointOfNoReturn(source(statement.span)), iterations: scope.position.iterations,
                order: history.number(ofEnd: step))
            return true
        default:
            return false
        }
    }

    /// Which way a condition leads; one that asks the world is asked once in a run.
    func way(
        _ name: String, _ condition: ValueExpression, isNumbered: Bool, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ConditionResult {
        guard isNumbered, !scope.isProbing else { return try await judge(condition, frame, scope) }
        switch recall(scope)?.decision(name, in: scope.step) {
        case .yes?: return .yes
        case .no?: return .no("")
        case .unknown?, nil: break
        }
        let verdict = try await judge(condition, frame, scope)
        switch verdict {
        case .yes, .no:
            try note(.decided(.init(step: scope.step, what: name, truth: verdict.truth)), at: condition.span, scope)
        case .cannot, .undecided: break
        }
        return verdict
    }

    /// A value that surrounds other steps. One that asks the world is kept, so that they do not change under way.
    func remembered(
        _ expression: ValueExpression, as name: String, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> Value {
        guard expression.asks, !scope.isProbing else { return try await evaluate(expression, frame, scope) }
        if let known = recall(scope)?.value(of: name, in: scope.step), !known.holdsSecret, known.unknownName == nil {
            return known
        }
        let value = regained(
            try await evaluate(expression, frame, scope), as: name, expression.type, .readsDifferently, scope)
        if performer.lostSecret(of: value) != nil { return value }
        try note(.bound(.init(step: scope.step, name: name, value: value)), at: expression.span, scope)
        return value
    }

    func rememberedText(
        _ expression: ValueExpression, as name: String, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> PlannedText {
        if expression.asks, let known = recall(scope)?.value(of: name, in: scope.step)?.text {
            return PlannedText(known)
        }
        let words = try await text(expression, frame, scope)
        if expression.asks, !scope.isProbing, let known = words.known {
            try note(.bound(.init(step: scope.step, name: name, value: .text(known))), at: expression.span, scope)
        }
        return words
    }

    /// Binds what the journal knows. A secret is not in it, and is asked for again.
    func recalled(
        _ binding: Binding, at span: Span, _ frame: inout Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ControlFlow? {
        guard let history = recall(scope) else { return nil }
        let isGiven = history.isGiven(binding.name, in: scope.step)
        guard binding.value.asks || isGiven, let known = history.value(of: binding.name, in: scope.step),
            known.unknownName == nil
        else { return nil }
        var given: Value?
        if case .gives(let call) = binding.value.kind, program.definitions[call.definition.rawValue].kind == .action {
            if !isGiven {
                given = try await act(call, &frame, scope)
            } else if history.hasChanged(beneath: scope.step) {
                do throws(Interruption) {
                    _ = try await behind.act(call, &frame, scope)
                } catch .trouble {
                    // It fails as it has failed then.
                } catch {
                    throw error
                }
            }
        } else {
            registerUndo(history, scope)
        }
        guard known.holdsSecret else {
            try keep(known, as: binding.name, binding.target, at: span, &frame, scope)
            return .next
        }
        if isGiven {
            let had = regained(.unknown(binding.name), as: binding.name, binding.type, .typed, scope)
            try keep(had, as: binding.name, binding.target, at: span, &frame, scope, isGiven: true)
            return .next
        }
        switch reason(of: binding) {
        case .made:
            let value = try fitted(
                given ?? .unknown(binding.name), to: Declaration(binding), from: binding.value, scope)
            let had = regained(value, as: binding.name, binding.type, .made, scope)
            try keep(had, as: binding.name, binding.target, at: span, &frame, scope)
            return .next
        case .typed, .readsDifferently: return try await lookAgain(binding, at: span, &frame, scope)
        }
    }

    /// A secret that was read: if it cannot be read any more, or is another one, only what still needs it asks for it.
    private func lookAgain(
        _ binding: Binding, at span: Span, _ frame: inout Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        var value = Value.unknown(binding.name)
        do throws(Interruption) {
            if !mode.onlyReplays { value = try await evaluate(binding.value, frame, scope) }
        } catch .trouble {
            // It stays unknown.
        } catch {
            throw error
        }
        value = try fitted(value, to: Declaration(binding), from: binding.value, scope)
        value = regained(value, as: binding.name, binding.type, .readsDifferently, scope)
        try keep(value, as: binding.name, binding.target, at: span, &frame, scope)
        return .next
    }
}
