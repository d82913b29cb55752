import BelayLanguage
import BelaySource

/// A program as a whole: what it begins with, and what its end means.
extension Interpreter {
    /// Step 0: the top-level `let`s. Then the lock's text.
    func prepare(_ frame: inout Frame, _ context: ExecutionContext) async throws(Interruption) -> PlannedText? {
        let preamble = context.forPreamble
        frame.locals = Array(repeating: nil, count: program.bodyFrame.names.count)
        _ = try await run(program.preamble, &frame, preamble)
        guard let lock = program.lock else { return nil }
        return try await text(lock, frame, preamble)
    }

    func end(_ interruption: Interruption?, _ log: UndoLog, took duration: Duration) async -> RunEnd {
        var end = await self.outcome(of: interruption, log, took: duration)
        guard let trouble = interruption?.trouble else { return end }
        end.report.failures = trouble.failures
        end.report.loops = trouble.loops
        end.report.idleHandlers = trouble.idleHandlers ?? []
        return end
    }

    private func outcome(
        of interruption: Interruption?, _ log: UndoLog, took duration: Duration
    ) async -> RunEnd {
        if let trouble = interruption?.trouble,
            let failure = trouble.failures.first(where: { $0.kind == .takenOver })
        {
            // What is left to undo is for whoever executes it now.
            return RunEnd(
                outcome: .takenOver, failure: failure, handlerFailures: [], pendingUndo: [], duration: duration)
        }
        switch interruption {
        case nil:
            return RunEnd(outcome: .done, failure: nil, handlerFailures: [], pendingUndo: [], duration: duration)
        case .cancelled?:
            return RunEnd(
                outcome: .cancelled, failure: nil, handlerFailures: [], pendingUndo: await pendingUndo(log),
                duration: duration)
        case .undecided(let trouble)?:
            return RunEnd(
                outcome: .needsDecision, failure: trouble.failure, handlerFailures: [], pendingUndo: [],
                duration: duration)
        case .settled?: preconditionFailure("the action that is settled continues after it")
        case .stopped(let trouble)?:
            return RunEnd(
                outcome: .failed, failure: trouble.failure, handlerFailures: [], pendingUndo: await pendingUndo(log),
                duration: duration)
        case .trouble(let trouble)?:
            let outcome: RunEnd.Outcome =
                !trouble.handlerFailures.isEmpty ? .handlerFailed : trouble.isHandled ? .handled : .failed
            return RunEnd(
                outcome: outcome, failure: trouble.failure, handlerFailures: trouble.handlerFailures,
                pendingUndo: outcome == .handled ? [] : await pendingUndo(log), duration: duration)
        }
    }
}
