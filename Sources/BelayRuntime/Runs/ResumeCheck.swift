import BelayLanguage

/// A runbook's reading of the history of a run, without touching the world.
public struct ResumeCheck: Sendable {
    /// The first change that was begun and that the runbook has no longer, with its command.
    public var lost: JournalRecord.Intent?
    /// The reason why the walk could not continue, such as a command that reads differently now.
    public var contradiction: String?
    /// The undo of each step that was begun and not undone, as commands.
    public var pendingUndo: [PendingUndo]
    /// What is left to undo, with all that this needs.
    let log: UndoLog
    let redactor: Redactor

    /// True if a run with this history can be resumed by this runbook.
    public var isWhole: Bool { lost == nil && contradiction == nil }

    /// The steps that are left to undo, newest first, each with its number and its title.
    public var undoable: [(step: StepPath, title: String)] {
        log.remaining.map { ($0.step, redactor.redacted($0.title.shown)) }
    }

    /// The last point of no return that was passed, as it is written: what was begun before it stays.
    public var pointOfNoReturn: String? { log.lastPointOfNoReturn }

    /// Takes those out that were undone since, by other runs.
    public func leaveOut(_ steps: Set<StepPath>) { log.remove(steps) }
}

extension RunRequest {
    /// Walks the program as far as the history goes.
    public func recall(_ history: RunHistory) async -> ResumeCheck {
        let performer = ReplayPerformer(history)
        let interpreter = Interpreter(program: program, performer: performer, run: identity)
        let log = UndoLog()
        var contradiction: String?
        do {
            var frame = try await interpreter.globals(parameters)
            let context = ExecutionContext(undoLog: log)
            _ = try await interpreter.prepare(&frame, context)
            _ = try await interpreter.run(program.body, &frame, context)
        } catch .stopped(let trouble) {
            contradiction = trouble.failure.message
        } catch {
            // Where a run would ask the world, or fail as it has failed before, the walk is at its end.
        }
        let met = performer.metSteps
        let lost = history.effects.first {
            !met.contains($0.intent.step) && history.effect(at: $0.intent.step)?.intent.number == $0.intent.number
        }
        return ResumeCheck(
            lost: lost?.intent, contradiction: contradiction, pendingUndo: await interpreter.pendingUndo(log),
            log: log, redactor: performer.redactor)
    }
}
