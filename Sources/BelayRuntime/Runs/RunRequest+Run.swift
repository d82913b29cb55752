import BelayLanguage
import BelaySource

extension RunRequest {
    /// Walks the program without touching the world; with `reads`, the `?` commands that are known are run.
    public func plan(reads: (any CommandExecutor)? = nil) async -> Plan {
        let recorder = EventRecorder()
        let performer = PlanningPerformer(observer: recorder, reads: reads)
        let interpreter = Interpreter(program: program, performer: performer, run: identity)
        var lock: PlannedText?
        var excess: Redacted<Failure>?
        do {
            var frame = try await interpreter.globals(parameters, showsChecks: true)
            let context = ExecutionContext(undoLog: UndoLog())
            lock = try await interpreter.prepare(&frame, context)
            _ = try await interpreter.run(program.body, &frame, context)
        } catch {
            excess = recorder.observe(theEnd: error, through: performer.redactor)
        }
        var plan = Plan(
            events: recorder.events, questions: performer.questions, lock: lock.map(performer.redactor.clean))
        plan.hasBlankLock = lock?.known?.isBlank ?? false
        plan.readCount = reads == nil ? nil : performer.readCount
        plan.excess = excess
        return plan
    }

    /// The text of the lock, which must be known from the parameters alone, so that it can be taken before anything is
    /// asked of the world. `nil` when the runbook takes none.
    public func lockText() async throws(RunRefusal) -> String? {
        guard let lock = program.lock else { return nil }
        let interpreter = Interpreter(
            program: program, performer: PlanningPerformer(observer: EventRecorder(), reads: nil), run: identity)
        let text: String
        do throws(Interruption) {
            var frame = try await interpreter.globals(parameters)
            let planned = try await interpreter.prepare(&frame, ExecutionContext(undoLog: UndoLog()))
            guard let known = planned?.known else {
                throw Interruption.failed(
                    Failure(
                        kind: .fail, message: "the lock is not known before the run: make it from parameters",
                        step: StepPath(), span: lock.span))
            }
            text = known
        } catch .trouble(let trouble), .stopped(let trouble) {
            throw RunRefusal(failure: interpreter.performer.redactor.clean(trouble.failure))
        } catch {
            return nil
        }
        if text.isBlank { throw blankLock(text, at: lock.span, interpreter.performer.redactor) }
        return text
    }

    /// It names no target, and is what an Enter types at a point of no return.
    private func blankLock(_ text: String, at span: Span, _ redactor: Redactor) -> RunRefusal {
        let names = program.parametersOfLock.map(\.name)
        let what = text.isEmpty ? "is empty" : "has only spaces"
        let failure = Failure(
            kind: .fail, message: "the text of the lock \(what), so it names nothing to lock", step: StepPath(),
            span: span)
        return RunRefusal(
            failure: redactor.clean(failure),
            help: names.isEmpty
                ? ["write what to lock in the runbook, such as: lock production"]
                : names.map { "it is made of the parameter `\($0)`: give its text with \($0)=TEXT" })
    }

    /// Runs the program. With the history of an interrupted run it resumes that one: what is done is
    /// not done again.
    public func perform(
        on dependencies: RunDependencies, stepCount: Int, lock: String?, history: RunHistory? = nil
    ) async -> Redacted<RunEnd> {
        guard let identity else { preconditionFailure("only a plan goes without an identity") }
        let performer = LivePerformer(dependencies: dependencies, run: identity, history: history)
        let interpreter = Interpreter(program: program, performer: performer, run: identity)
        let log = UndoLog()
        let begun = dependencies.clock.now
        performer.observe(
            .runStarted(RunStart(id: identity.id, title: program.title, stepCount: stepCount, lock: lock)))
        var interruption: Interruption?
        do {
            var frame = try await interpreter.globals(parameters)
            let context = ExecutionContext(undoLog: log)
            _ = try await interpreter.prepare(&frame, context)
            _ = try await interpreter.run(program.body, &frame, context)
        } catch {
            interruption = error
        }
        let end = performer.redactor.redacted(
            await interpreter.end(interruption, log, took: dependencies.clock.now - begun))
        return performer.finish(end, again: end.outcome == .failed ? interruption?.trouble?.steps ?? [] : [])
    }
}
