import BelayLanguage
import BelaySource

/// A block meets what goes wrong in it with its own handlers, last armed first, and hands it outward unless one of them
/// recovers. `always` runs on success, failure and cancel.
extension Interpreter {
    private struct Armed {
        var ordinal: Int?
        var body: Block
        var span: Span
    }

    func run(_ block: Block, _ frame: inout Frame, _ context: ExecutionContext) async throws(Interruption)
        -> ControlFlow
    {
        let outer = context
        var context = context
        let mark = context.undoLog.mark
        var onFailure: [Armed] = []
        var always: [Armed] = []
        var flow = ControlFlow.next
        var interruption: Interruption?
        for statement in block.statements {
            if case .onFailure(let body) = statement.kind {
                onFailure.append(Armed(ordinal: statement.ordinal, body: body, span: statement.span))
                let whole = Span(
                    file: statement.span.file, start: statement.span.start,
                    end: max(statement.span.end, body.span.end))
                context.arm(whole)
                continue
            }
            if case .always(let body) = statement.kind {
                always.append(Armed(ordinal: statement.ordinal, body: body, span: statement.span))
                continue
            }
            do {
                flow = try await execute(statement, &frame, context)
            } catch {
                interruption = error
                break
            }
            guard case .next = flow else { break }
        }
        if onFailure.isEmpty, always.isEmpty {
            if let interruption { throw interruption }
            return flow
        }
        var outcome = BlockOutcome(flow: flow, interruption: interruption)
        await handleFailure(&outcome, onFailure, frame, outer, since: mark)
        if case .trouble(let trouble)? = interruption, case nil = outcome.interruption {
            frame.miss(block.boundNames, because: .recovered(trouble.failure.step))
        }
        await runAlways(&outcome, always, frame, outer, since: mark)
        if let interruption = outcome.interruption { throw interruption }
        return outcome.flow
    }

    private struct BlockOutcome {
        var flow: ControlFlow
        var interruption: Interruption?
    }

    private func handleFailure(
        _ outcome: inout BlockOutcome, _ handlers: [Armed], _ frame: Frame, _ context: ExecutionContext, since mark: Int
    ) async {
        if mode.walksEveryPath {
            for handler in handlers.reversed() {
                let inner = context.forHandler(handler.ordinal, since: mark)
                _ = await runHandler(handler, frame, inner, .onFailure)
            }
            return
        }
        guard case .trouble(var trouble)? = outcome.interruption, trouble.handlerFailures.isEmpty else { return }
        if let handler = handlers.last, !takeUp(trouble.failure, at: handler.span, context, &outcome.interruption) {
            return
        }
        for handler in handlers.reversed() {
            let inner = context.forHandler(handler.ordinal, since: mark).meeting(trouble.failure)
            switch await runHandler(handler, frame, inner, .onFailure) {
            case .success(.recovered):
                outcome.interruption = nil
                outcome.flow = .next
                return
            case .success:
                trouble.isHandled = true
                outcome.interruption = .trouble(trouble)
            case .failure(.trouble(let second)):
                trouble.handlerFailures += second.failures + second.handlerFailures
                outcome.interruption = .trouble(trouble)
                _ = takeUp(second.failure, at: handler.span, context, &outcome.interruption)
                return
            case .failure(let other):
                outcome.interruption = other
                return
            }
        }
    }

    private func runAlways(
        _ outcome: inout BlockOutcome, _ handlers: [Armed], _ frame: Frame, _ context: ExecutionContext, since mark: Int
    ) async {
        switch outcome.interruption {
        case .stopped?, .undecided?: return
        case .trouble?, .cancelled?, .settled?, nil: break
        }
        for handler in handlers.reversed() {
            var inner = context.forHandler(handler.ordinal, since: mark).shielded
            guard startsUnwinding(handler.span, inner.path, &outcome.interruption, context) else { return }
            if case .trouble(let trouble)? = outcome.interruption { inner = inner.meeting(trouble.failure) }
            guard case .failure(let second) = await runHandler(handler, frame, inner, .always) else { continue }
            switch (outcome.interruption, second) {
            case (.trouble(var trouble)?, .trouble(let later)):
                trouble.handlerFailures += later.failures
                outcome.interruption = .trouble(trouble)
                _ = takeUp(later.failure, at: handler.span, context, &outcome.interruption)
            case (.cancelled?, .trouble): break
            case (.settled?, .trouble): outcome.interruption = second
            case (_, .trouble(var later)):
                // The block itself was well: what failed is the handler.
                later.handlerFailures.insert(contentsOf: later.failures, at: 0)
                outcome.interruption = .trouble(later)
                _ = takeUp(later.failure, at: handler.span, context, &outcome.interruption)
            default:
                outcome.interruption = second
                return
            }
        }
    }

    /// Writes down that a failure stays one, also when the run is resumed. False when the journal cannot take it.
    private func takeUp(
        _ failure: Failure, at span: Span, _ context: ExecutionContext, _ interruption: inout Interruption?
    ) -> Bool {
        do throws(Interruption) {
            try takeUp(failure, at: span, context)
            return true
        } catch {
            interruption = error
            return false
        }
    }

    func takeUp(_ failure: Failure, at span: Span, _ context: ExecutionContext) throws(Interruption) {
        if recall(context)?.failure(at: failure.step) == failure { return }
        try note(.failed(failure), at: span, context)
    }

    /// Writes down that an `always` begins while the run may be ending. False when the journal cannot take it.
    private func startsUnwinding(
        _ span: Span, _ handler: StepPath, _ interruption: inout Interruption?, _ context: ExecutionContext
    ) -> Bool {
        let from: StepPath?
        switch interruption {
        case .trouble(let trouble)?:
            from = trouble.failure.step
            if !takeUp(trouble.failure, at: span, context, &interruption) { return false }
        case .cancelled?: from = nil
        case .stopped?, .undecided?, .settled?, nil: return true
        }
        do throws(Interruption) {
            try note(.alwaysStarted(handler, from: from), at: span, context)
            return true
        } catch {
            interruption = error
            return false
        }
    }

    private func runHandler(
        _ handler: Armed, _ frame: Frame, _ context: ExecutionContext, _ reason: HandlerStart.Reason
    ) async -> Result<ControlFlow, Interruption> {
        let title = PlannedText(source(handler.span))
        if handler.ordinal != nil, !mode.isPast, case .done? = recall(context)?.ending(of: context.path) {
            return await replaying.runHandler(handler, frame, context, reason)
        }
        performer.observe(
            .handlerStarted(HandlerStart(step: context.path, reason: reason, title: title)))
        var frame = frame
        let begun = performer.now
        do {
            try note(
                .entered(.init(step: context.path, kind: .handler, title: title.shown, span: handler.span)),
                at: handler.span, context)
            let flow = try await run(handler.body, &frame, context)
            if case .recovered = flow, reason == .onFailure, let failure = context.unwinding.failure {
                try noteRecovery(from: failure, at: handler.span, context)
            }
            finish(context.path, .handler, .done, since: begun)
            try note(.ended(.init(step: context.path, ending: .done)), at: handler.span, context)
            return .success(flow)
        } catch {
            finish(context.path, .handler, ending(of: error), since: begun)
            return .failure(error)
        }
    }

    /// A failure that was recovered from is shown, and is in the report of the run.
    private func noteRecovery(from failure: Failure, at span: Span, _ context: ExecutionContext) throws(Interruption) {
        let words = "recovered from the failure at \(failure.step): \(failure.message)"
        performer.observe(.said(context.path, .recovered(words)))
        try note(.recovered(context.path, failure), at: span, context)
    }

    func finish(_ step: StepPath, _ kind: StepKind, _ ending: StepEnd.Ending, since begun: Duration) {
        performer.observe(
            .stepFinished(StepEnd(step: step, kind: kind, ending: ending, duration: performer.now - begun)))
    }

    func ending(of interruption: Interruption) -> StepEnd.Ending {
        switch interruption {
        case .trouble(let trouble), .stopped(let trouble), .undecided(let trouble): .failed(trouble.failure)
        case .cancelled: .cancelled
        case .settled: .done
        }
    }
}
