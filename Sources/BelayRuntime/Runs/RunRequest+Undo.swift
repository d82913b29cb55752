import BelayLanguage
import BelaySource

/// Undoes what a run that has ended has begun, in a run of its own: newest first, as `on failure undo` around all of it would,
/// and never across a point of no return.
extension RunRequest {
    /// Walks the undo blocks of what a run has left to undo, without touching the world. The request has the identity of that run.
    public func planUndo(_ check: ResumeCheck) async -> Plan {
        let recorder = EventRecorder()
        let performer = PlanningPerformer(observer: recorder, reads: nil, redactor: check.redactor)
        let interpreter = Interpreter(program: program, performer: performer, run: identity)
        var excess: Redacted<Failure>?
        for entry in check.log.remaining {
            let span = program.definitions[entry.definition.rawValue].undo?.span ?? program.body.span
            do {
                try await interpreter.undo(entry, at: span, ExecutionContext(undoLog: UndoLog()))
            } catch {
                excess = excess ?? recorder.observe(theEnd: error, through: check.redactor)
            }
        }
        var plan = Plan(events: recorder.events, questions: performer.questions)
        plan.excess = excess
        return plan
    }

    /// Performs them. The request has the identity of the run that is undone, since its values may be made of that.
    ///
    /// - Parameters:
    ///   - run: the run of its own that this is.
    ///   - history: what that run has done already; nil where it begins.
    public func performUndo(
        _ check: ResumeCheck, as run: RunIdentity, title: String, on dependencies: RunDependencies, stepCount: Int,
        lock: String?, history: RunHistory? = nil
    ) async -> Redacted<RunEnd> {
        let performer = LivePerformer(
            dependencies: dependencies, run: run, history: history, redactor: check.redactor)
        let interpreter = Interpreter(program: program, performer: performer, run: identity)
        let begun = dependencies.clock.now
        performer.observe(.runStarted(RunStart(id: run.id, title: title, stepCount: stepCount, lock: lock)))
        var interruption: Interruption?
        do {
            // The secrets among the parameters are known to the redactor from here on.
            _ = try await interpreter.globals(parameters)
            let context = ExecutionContext(undoLog: check.log).forUndoAlone
            _ = try await interpreter.unwind(at: program.body.span, context)
        } catch {
            interruption = error
        }
        var end = await interpreter.end(interruption, check.log, took: dependencies.clock.now - begun)
        if interruption != nil { end.pendingUndo = await interpreter.pendingUndo(check.log) }
        return performer.finish(
            performer.redactor.redacted(end), again: end.outcome == .failed ? interruption?.trouble?.steps ?? [] : [])
    }
}

extension LivePerformer {
    /// Writes down and tells that the run is over.
    ///
    /// - Parameter again: the steps that are tried again when it is resumed.
    func finish(_ end: RunEnd, again: [StepPath]) -> Redacted<RunEnd> {
        var end = end
        end.changedNothing = !hasChanged
        (end.report.skipped, end.report.recovered) = passed
        end.report.notes = notes
        let finished = JournalRecord.Finished(
            outcome: end.outcome, pendingUndo: end.pendingUndo, again: again, changedNothing: end.changedNothing,
            handlerFailures: end.handlerFailures, duration: end.duration, report: end.report)
        do {
            _ = try append(.finished(finished), isDurable: true)
        } catch {
            // What happened is known to the caller all the same; to others the run will look interrupted.
            let words = "The end of the run could not be recorded: \(error.message)"
            observe(.said(StepPath(), .plain(words)))
        }
        observe(.runFinished(end))
        return redactor.clean(end)
    }
}
