import BelayLanguage
import BelaySource

/// One statement: numbered, held when it fails at a terminal, and never begun after a cancel.
extension Interpreter {
    func execute(_ statement: Statement, _ frame: inout Frame, _ scope: ExecutionContext) async throws(Interruption)
        -> ControlFlow
    {
        try performer.checkCancellation(patience(scope))
        try performer.begin(statement, at: scope.step)
        var scope = scope
        if let ordinal = statement.ordinal { scope = scope.forStatement(ordinal) }
        if statement.ordinal != nil, let flow = try await recalled(statement, &frame, scope) { return flow }
        var longer = Duration.zero
        while true {
            let begun = performer.now
            do {
                let flow = try await attempt(statement, &frame, scope, waitingLonger: longer)
                try noteEnd(of: statement, scope)
                return flow
            } catch .trouble(var trouble) {
                if mode.walksEveryPath, !scope.isProbing {
                    return note(plannedTrouble: trouble, of: statement, scope)
                }
                try await tell(&trouble, at: statement, frame, scope, since: begun)
                switch try await hold(&trouble, at: statement, &frame, scope) {
                case .goOutward: throw .trouble(trouble)
                case .retry: longer = .zero
                case .waitLonger: longer = .seconds(300)
                case .goOn: return .next
                }
                scope = scope.retriedByHand(at: performer.now)
            } catch {
                throw error
            }
        }
    }

    func attempt(
        _ statement: Statement, _ frame: inout Frame, _ scope: ExecutionContext, waitingLonger longer: Duration
    ) async throws(Interruption) -> ControlFlow {
        switch statement.kind {
        case .command(let command):
            try await perform(command, at: statement.span, &frame, scope)
            return .next
        case .call(let call):
            _ = try await act(call, &frame, scope)
            return .next
        case .bind(let binding): return try await bind(binding, at: statement.span, &frame, scope)
        case .edit(let edit): return try await apply(edit, at: statement.span, &frame, scope)
        case .phase(let outline): return try await outlined(outline, .phase, at: statement.span, &frame, scope)
        case .step(let outline): return try await outlined(outline, .step, at: statement.span, &frame, scope)
        case .choice(let choice):
            return try await choose(choice, isNumbered: statement.ordinal != nil, &frame, scope)
        case .loop(let loop): return try await iterate(loop, at: statement.span, &frame, scope)
        case .await(let waiting):
            try await wait(waiting, at: statement.span, frame, scope, longer: longer)
            return .next
        case .wait(let length): return try await wait(for: length, at: statement.span, frame, scope)
        case .waitUntil(let time): return try await wait(until: time, at: statement.span, frame, scope)
        case .expect(let condition, let message):
            try await expect(condition, message, at: statement.span, frame, scope)
            return .next
        case .guarded(let condition, let message, let body):
            let inner = scope.guarded(
                by: ActiveGuard(condition: condition, message: message, frame: frame, context: scope))
            return try await conditional("guard", condition, frame, scope) {
                () async throws(Interruption) -> ControlFlow in
                try await run(body, &frame, inner)
            }
        case .confirm(let text): return try await confirm(text, at: statement.span, frame, scope)
        case .ask(let ask): return try await self.ask(ask, at: statement.span, &frame, scope)
        case .manual(let text, let condition):
            return try await manual(text, until: condition, at: statement.span, frame, scope)
        case .onFailure, .always: preconditionFailure("a block arms its handlers itself")
        case .unwind: return try await unwind(at: statement.span, scope)
        case .recover: return .recovered
        case .place(let place, let body): return try await move(to: place, body, at: statement.span, &frame, scope)
        case .via(let command): return .via(try await prefixed(by: command, frame, scope))
        case .retry(let count, let every, let body):
            return try await retry(count, every, body, at: statement.span, &frame, scope)
        case .within(let limit, let body):
            return try await run(body, &frame, try await limited(limit, frame, scope))
        case .withInput(let value, let body):
            return try await run(body, &frame, try await feeding(value, frame, scope))
        case .withEnvironment(let entries, let body):
            return try await run(body, &frame, try await adding(entries, frame, scope))
        case .pointOfNoReturn(let text): return try await passPointOfNoReturn(text, at: statement.span, frame, scope)
        case .say(let value): return try await say(value, at: statement.span, frame, scope)
        case .fail(let text): return try await fail(text, at: statement.span, frame, scope)
        case .doneWhen(let condition):
            return try await isAlreadyDone(condition, frame, scope) ? .alreadyDone : .next
        case .give(let value): return .gave(try await remembered(value, as: .result, frame, scope))
        }
    }

    /// In a plan a failure is shown and the walk continues: what follows may still run another day.
    private func note(plannedTrouble trouble: PropagatedFailure, of statement: Statement, _ scope: ExecutionContext)
        -> ControlFlow
    {
        performer.observe(
            .stepFinished(
                StepEnd(step: scope.step, kind: .expect, ending: .failed(trouble.failure), duration: .zero)))
        return .next
    }

    private func outlined(
        _ outline: Outline, _ kind: StepKind, at span: Span, _ frame: inout Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let inner = scope.insideStep
        let title = try await text(outline.title, frame, scope)
        return try await reported(kind, title, at: span, inner) { () async throws(Interruption) -> ControlFlow in
            try await run(outline.body, &frame, inner)
        }
    }

    /// Says that a step begins and how it ends, and writes down that it begins and when it fails. That it is over is written down
    /// where all statements are. What a probe does belongs to the step that asks.
    func reported<Outcome>(
        _ kind: StepKind, _ title: PlannedText, at span: Span, _ scope: ExecutionContext,
        _ body: () async throws(Interruption) -> Outcome
    ) async throws(Interruption) -> Outcome {
        let begun = performer.now
        performer.observe(.stepStarted(StepStart(step: scope.step, kind: kind, title: title, span: span)))
        let entered = JournalRecord.Entered(
            step: scope.step, kind: kind, title: performer.redacted(title.shown), span: span)
        if !scope.isProbing { try note(.entered(entered), at: span, scope) }
        do {
            let outcome = try await body()
            finish(scope.step, kind, .done, since: begun)
            return outcome
        } catch {
            finish(scope.step, kind, ending(of: error), since: begun)
            if !scope.isProbing {
                try note(.ended(.init(step: scope.step, ending: ending(of: error))), at: span, scope)
            }
            throw kind.canFailByItself ? error.told(at: scope.step, isRecorded: true) : error
        }
    }

    private func say(
        _ value: ValueExpression, at span: Span, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let title = try await shown(value, try await evaluate(value, frame, scope), frame, scope)
        performer.observe(.stepStarted(StepStart(step: scope.step, kind: .say, title: title, span: span)))
        performer.observe(.said(scope.step, .plain(title.shown)))
        finish(scope.step, .say, .done, since: performer.now)
        return .next
    }

    private func fail(
        _ message: ValueExpression, at span: Span, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let words = try await text(message, frame, scope)
        performer.observe(.stepStarted(StepStart(step: scope.step, kind: .fail, title: words, span: span)))
        let failure = failure(.fail, words.shown, at: span, scope)
        finish(scope.step, .fail, .failed(failure), since: performer.now)
        throw Interruption.failed(failure).told(at: scope.step)
    }
}
