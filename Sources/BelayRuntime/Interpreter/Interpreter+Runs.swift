import BelayLanguage
import BelaySource
import Synchronization

extension RunRequest {
    /// Walks the program without touching the world; with `reads`, the `?` commands that are known are run.
    public func plan(reads: (any CommandExecutor)? = nil) async -> Plan {
        let recorder = EventRecorder()
        let performer = PlanningPerformer(observer: recorder, reads: reads)
        let interpreter = Interpreter(program: program, performer: performer, run: identity)
        var lock: PlannedText?
        var excess: Failure?
        do {
            var frame = try await interpreter.globals(parameters)
            let scope = ExecutionContext(undoLog: UndoLog())
            lock = try await interpreter.prepare(&frame, scope)
            _ = try await interpreter.run(program.body, &frame, scope)
        } catch {
            excess = recorder.observe(theEnd: error)
        }
        var plan = Plan(events: recorder.events, questions: performer.questions, lock: lock)
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
            throw RunRefusal(failure: trouble.failure)
        } catch {
            return nil
        }
        if text.isBlank { throw blankLock(text, at: lock.span) }
        return text
    }

    /// It names no target, and is what an Enter types at a point of no return.
    private func blankLock(_ text: String, at span: Span) -> RunRefusal {
        let names = program.parametersOfLock.map(\.name)
        let what = text.isEmpty ? "is empty" : "holds only blanks"
        let failure = Failure(
            kind: .fail, message: "the text of the lock \(what), so it names no target", step: StepPath(), span: span)
        return RunRefusal(
            failure: failure,
            help: names.isEmpty
                ? ["write the name of the target in the runbook, such as: lock production"]
                : names.map { "it is made of the parameter `\($0)`: give its text with \($0)=TEXT" })
    }

    /// Carries the program out on the world. With the history of an interrupted run it goes on with that: what is done is
    /// not done again.
    public func perform(
        on dependencies: RunDependencies, stepCount: Int, lock: String?, history: RunHistory? = nil
    ) async -> RunEnd {
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
            let scope = ExecutionContext(undoLog: log)
            _ = try await interpreter.prepare(&frame, scope)
            _ = try await interpreter.run(program.body, &frame, scope)
        } catch {
            interruption = error
        }
        var end = performer.redactor.redacted(
            await interpreter.end(interruption, log, took: dependencies.clock.now - begun))
        end.changedNothing = !performer.hasChanged
        (end.report.skipped, end.report.recovered) = performer.passed
        let finished = JournalRecord.Finished(
            outcome: end.outcome, message: end.failure?.message, pendingUndo: end.pendingUndo,
            again: end.outcome == .failed ? interruption?.trouble?.steps ?? [] : [],
            changedNothing: end.changedNothing, handlerFailures: end.handlerFailures, report: end.report)
        do {
            _ = try performer.append(.finished(finished), isDurable: true)
        } catch {
            // What happened is known to the caller all the same; to others the run will look interrupted.
            let words = "The end of the run could not be written down: \(error.message)"
            performer.observe(.said(StepPath(), .plain(words)))
        }
        performer.observe(.runFinished(end))
        return end
    }
}

extension Interpreter {
    /// The frame of parameters, given or by default, and of nothing else yet.
    func globals(_ given: [Int: Value]) async throws(Interruption) -> Frame {
        var frame = Frame(globals: Array(repeating: nil, count: program.globalCount), locals: [])
        let scope = ExecutionContext(undoLog: UndoLog())
        for parameter in program.parameters {
            if let value = given[parameter.slot] {
                frame.globals[parameter.slot] = value
            } else if let defaultValue = parameter.defaultValue {
                let value = try await evaluate(defaultValue, frame, scope)
                let declaration = Declaration(name: "`\(parameter.name)`", type: parameter.type)
                frame.globals[parameter.slot] = try fitted(value, to: declaration, from: defaultValue, scope)
            }
            if let value = frame.globals[parameter.slot] { performer.conceal(value) }
        }
        return frame
    }

    /// Step 0: the top-level `let`s. Then the lock's text.
    func prepare(_ frame: inout Frame, _ scope: ExecutionContext) async throws(Interruption) -> PlannedText? {
        let preamble = scope.ofPreamble
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
        switch interruption {
        case nil:
            return RunEnd(outcome: .done, failure: nil, handlerFailures: [], pendingUndo: [], duration: duration)
        case .cancelled?:
            return RunEnd(outcome: .cancelled, failure: nil, handlerFailures: [], pendingUndo: [], duration: duration)
        case .undecided(let trouble)?:
            return RunEnd(
                outcome: .needsDecision, failure: trouble.failure, handlerFailures: [], pendingUndo: [],
                duration: duration)
        case .settled?: preconditionFailure("the action that is settled goes on after it")
        case .stopped(let trouble)?:
            // A person has stopped it, and is told what stays.
            let pendingUndo = trouble.idleHandlers == nil ? [] : await pendingUndo(log)
            return RunEnd(
                outcome: .failed, failure: trouble.failure, handlerFailures: [], pendingUndo: pendingUndo,
                duration: duration)
        case .trouble(let trouble)?:
            let outcome: RunEnd.Outcome =
                !trouble.handlerFailures.isEmpty ? .handlerFailed : trouble.isHandled ? .handled : .failed
            return RunEnd(
                outcome: outcome, failure: trouble.failure, handlerFailures: trouble.handlerFailures,
                pendingUndo: outcome == .handlerFailed ? await pendingUndo(log) : [], duration: duration)
        }
    }
}

/// Keeps the events of a walk, in order.
final class EventRecorder: RunObserver {
    private let recorded = Mutex<[RunEvent]>([])

    var events: [RunEvent] { recorded.withLock { $0 } }

    func observe(_ event: RunEvent) { recorded.withLock { $0.append(event) } }

    /// A plan that could not be walked to its end. Gives what was too much for it.
    func observe(theEnd interruption: Interruption) -> Failure? {
        switch interruption {
        case .trouble(let trouble): observe(.planFailed(trouble.failure))
        case .stopped(let trouble): return trouble.failure
        case .cancelled, .undecided, .settled: break
        }
        return nil
    }
}

extension RunEvent {
    /// A plan that could not be walked to its end.
    static func planFailed(_ failure: Failure) -> RunEvent {
        .stepFinished(StepEnd(step: failure.step, kind: .expect, ending: .failed(failure), duration: .zero))
    }
}
