import BelayLanguage
import BelaySource

/// One statement: numbered, held when it fails at a terminal, and never begun after a cancel.
extension Interpreter {
    func execute(_ statement: Statement, _ frame: inout Frame, _ context: ExecutionContext) async throws(Interruption)
        -> ControlFlow
    {
        try performer.checkCancellation(patience(context))
        try performer.begin(statement, at: context.step)
        var context = context
        if let ordinal = statement.ordinal { context = context.forStatement(ordinal) }
        if statement.ordinal != nil, let flow = try await recalled(statement, &frame, context) { return flow }
        var longer = Duration.zero
        while true {
            let begun = performer.now
            do {
                let flow = try await attempt(statement, &frame, context, waitingLonger: longer)
                try noteEnd(of: statement, context)
                return flow
            } catch .trouble(var trouble) {
                if mode.walksEveryPath, !context.isProbing {
                    return note(plannedTrouble: trouble, of: statement, context)
                }
                try await report(&trouble, at: statement, frame, context, since: begun)
                switch try await hold(&trouble, at: statement, &frame, context) {
                case .goOutward: throw .trouble(trouble)
                case .retry: longer = .zero
                case .waitLonger(let time): longer = time
                case .goOn: return .next
                }
                context = context.retriedByHand(at: performer.now)
            } catch {
                throw error
            }
        }
    }

    func attempt(
        _ statement: Statement, _ frame: inout Frame, _ context: ExecutionContext, waitingLonger longer: Duration
    ) async throws(Interruption) -> ControlFlow {
        switch statement.kind {
        case .command(let command):
            try await perform(command, at: statement.span, &frame, context)
            return .next
        case .call(let call):
            _ = try await act(call, &frame, context)
            return .next
        case .bind(let binding): return try await bind(binding, at: statement.span, &frame, context)
        case .edit(let edit): return try await apply(edit, at: statement.span, &frame, context)
        case .phase(let outline): return try await outlined(outline, .phase, at: statement.span, &frame, context)
        case .step(let outline): return try await outlined(outline, .step, at: statement.span, &frame, context)
        case .choice(let choice):
            return try await choose(choice, isNumbered: statement.ordinal != nil, &frame, context)
        case .loop(let loop): return try await iterate(loop, at: statement.span, &frame, context)
        case .await(let waiting):
            try await wait(waiting, at: statement.span, frame, context, longer: longer)
            return .next
        case .wait(let length): return try await wait(for: length, at: statement.span, frame, context)
        case .waitUntil(let time): return try await wait(until: time, at: statement.span, frame, context)
        case .expect(let condition, let message):
            try await expect(condition, message, at: statement.span, frame, context)
            return .next
        case .guarded(let condition, let message, let body):
            let inner = context.guarded(
                by: ActiveGuard(condition: condition, message: message, frame: frame, context: context))
            return try await conditional("guard", condition, frame, context) {
                () async throws(Interruption) -> ControlFlow in
                try await run(body, &frame, inner)
            }
        case .confirm(let text): return try await confirm(text, at: statement.span, frame, context)
        case .approval(let approval):
            return try await self.approval(approval, at: statement.span, frame, context)
        case .ask(let ask): return try await self.ask(ask, at: statement.span, &frame, context)
        case .manual(let manual):
            return try await self.manual(manual, at: statement.span, frame, context, longer: longer)
        case .onFailure, .always: preconditionFailure("a block arms its handlers itself")
        case .unwind: return try await unwind(at: statement.span, context)
        case .recover: return .recovered
        case .place(let place, let body): return try await move(to: place, body, at: statement.span, &frame, context)
        case .via(let command): return .via(try await prefixed(by: command, frame, context))
        case .retry(let count, let every, let body):
            return try await retry(count, every, body, at: statement.span, &frame, context)
        case .repeat(let loop): return try await `repeat`(loop, at: statement.span, frame, context)
        case .together(let together):
            return try await self.together(together, at: statement.span, &frame, context)
        case .within(let limit, let body):
            return try await run(body, &frame, try await limited(limit, frame, context))
        case .withInput(let value, let body):
            return try await run(body, &frame, try await feeding(value, frame, context))
        case .withInputFile(let path, let body):
            return try await run(body, &frame, try await reading(path, frame, context))
        case .withOutputFile(let path, let body):
            return try await run(body, &frame, try await writing(to: path, frame, context))
        case .withEnvironment(let entries, let body):
            return try await run(body, &frame, try await adding(entries, frame, context))
        case .pointOfNoReturn(let text): return try await passPointOfNoReturn(text, at: statement.span, frame, context)
        case .say(let value): return try await say(value, at: statement.span, frame, context)
        case .note(let note): return try await self.note(note, at: statement.span, frame, context)
        case .fail(let text): return try await fail(text, at: statement.span, frame, context)
        case .doneWhen(let condition):
            return try await isAlreadyDone(condition, frame, context) ? .alreadyDone : .next
        case .give(let value): return .gave(try await remembered(value, as: .result, frame, context))
        }
    }

    /// In a plan a failure is shown and the walk continues: what follows may still run another day.
    private func note(plannedTrouble trouble: PropagatedFailure, of statement: Statement, _ context: ExecutionContext)
        -> ControlFlow
    {
        performer.observe(
            .stepFinished(
                StepEnd(step: context.step, kind: .expect, ending: .failed(trouble.failure), duration: .zero)))
        return .next
    }

    private func outlined(
        _ outline: Outline, _ kind: StepKind, at span: Span, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let inner = context.insideStep
        let title = try await text(outline.title, frame, context)
        return try await reported(kind, title, at: span, inner) { () async throws(Interruption) -> ControlFlow in
            try await run(outline.body, &frame, inner)
        }
    }

    /// Says that a step begins and how it ends, and writes down that it begins and when it fails. That it is over is written down
    /// where all statements are. What a probe does belongs to the step that asks.
    func reported<Outcome>(
        _ kind: StepKind, _ title: PlannedText, at span: Span, _ context: ExecutionContext,
        _ body: () async throws(Interruption) -> Outcome
    ) async throws(Interruption) -> Outcome {
        let begun = performer.now
        performer.observe(.stepStarted(StepStart(step: context.step, kind: kind, title: title, span: span)))
        let entered = JournalRecord.Entered(
            step: context.step, kind: kind, title: performer.redacted(title.shown), span: span)
        if !context.isProbing { try note(.entered(entered), at: span, context) }
        do {
            let outcome = try await body()
            finish(context.step, kind, .done, since: begun)
            return outcome
        } catch {
            finish(context.step, kind, ending(of: error), since: begun)
            if !context.isProbing {
                try note(.ended(.init(step: context.step, ending: ending(of: error))), at: span, context)
            }
            throw kind.canFailByItself ? error.reported(at: context.step, isRecorded: true) : error
        }
    }

    private func say(
        _ value: ValueExpression, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let title = try await shown(value, try await evaluate(value, frame, context), frame, context)
        performer.observe(.stepStarted(StepStart(step: context.step, kind: .say, title: title, span: span)))
        performer.observe(.said(context.step, .plain(title.shown)))
        finish(context.step, .say, .done, since: performer.now)
        return .next
    }

    private func fail(
        _ message: ValueExpression, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let words = try await text(message, frame, context)
        performer.observe(.stepStarted(StepStart(step: context.step, kind: .fail, title: words, span: span)))
        let failure = failure(.fail, words.shown, at: span, context)
        finish(context.step, .fail, .failed(failure), since: performer.now)
        throw Interruption.failed(failure).reported(at: context.step)
    }
}
