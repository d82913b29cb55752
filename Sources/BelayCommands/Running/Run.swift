import BelayData
import BelayJournal
import BelayLanguage
import BelayReporting
import BelayRuntime
import BelaySource
import BelaySystem
import BelayTransports
import BelayWorkspace
import Glibc

/// One run from its lock to its end.
struct Run {
    let preflight: Preflight
    let plan: Plan
    var given: PresetAnswers
    let display: DisplayOptions
    let detail: RunDetail
    let console: Console
    /// Looks around in a step that holds.
    var inspector: (any StepInspector)?
    let performer: any CommandExecutor
    /// Sees the run's events too.
    var companion: (any RunObserver)?
    /// What is seen of the surroundings of a run while it runs; nil where nobody looks.
    var surroundings: (any RunSurroundings)?
    /// Writes the run as a test.
    var recorder: (any RunObserver)?
    /// The plan that it is held to.
    var held: FollowedPlan?
    /// It undoes another run.
    var undoing: UndoneRun?
    /// Made when a person stops the run to have it undone.
    var undoWish: UndoWish?
    /// Members of the run's end in JSON, besides those of every run. Asked once, when it has ended.
    var ending: (@Sendable () -> [DataValue.Object.Member])?

    /// From the beginning.
    func execute() async throws(UserError) -> ExitStatus {
        let state = try StateFolder.found(by: console)
        let lockText = try await preflight.lockText()
        if let lockText { try refuseIfHeld(lockText, in: state) }
        let journal = try journal(in: state)
        let identity = RunIdentity(id: journal.run, started: console.clock.timestamp)
        let lock: TargetLock?
        do throws(UserError) {
            lock = try lockText.map { (text) throws(UserError) in try preflight.take(text, for: identity, in: state) }
        } catch {
            journal.withdraw()
            throw error
        }
        if let lock { journal.watch(lock) }
        do throws(UserError) {
            try begin(journal, identity, lockText)
        } catch {
            try? lock?.release()
            throw error
        }
        let end = await perform(journal, identity, lockText, nil)
        return await self.end(end, journal, identity, lock, nil)
    }

    /// From where an interrupted run has come to.
    func resume(_ interrupted: InterruptedRun) async throws(UserError) -> ExitStatus {
        let lockText = try await preflight.lockText()
        guard lockText == interrupted.beginning.lock else {
            throw UserError(
                message:
                    "the run locked \(interrupted.beginning.lock ?? "nothing"), and the runbook now locks \(lockText ?? "nothing")"
            )
        }
        let identity = interrupted.identity
        let lock = try lockText.map { (text) throws(UserError) in
            try preflight.take(text, for: identity, in: interrupted.state)
        }
        if let lock { interrupted.journal.watch(lock) }
        let program = preflight.runbook.program
        let resumed = JournalRecord.Resumed(
            digests: program.sources.map { SHA256.digest(of: $0.bytes).hex }, version: Version.current,
            host: HostIdentity.name, user: HostIdentity.user, process: HostIdentity.process)
        try append(Redacted(.resumed(resumed), hiding: []), to: interrupted.journal)
        let end = await perform(interrupted.journal, identity, lockText, interrupted.history)
        return await self.end(end, interrupted.journal, identity, lock, interrupted.history)
    }

    /// A run that can be resumed keeps its lock, and hosts keep their records of it.
    private func end(
        _ end: Redacted<RunEnd>, _ journal: Journal, _ identity: RunIdentity, _ lock: TargetLock?,
        _ history: RunHistory?
    ) async -> ExitStatus {
        if end.outcome == .failed, !end.pendingUndo.isEmpty { undoWish?.name(identity.id) }
        tellService(of: identity.id, end)
        if end.isResumable, undoing == nil {
            // What is left of a rehearsal is gone with its lab.
            if display.format == .text, companion == nil, !journal.isGone, undoWish?.run == nil {
                console.output.show(Self.ways(on: identity.id, end, history))
            }
            return ExitStatus(end)
        }
        do {
            try lock?.release()
        } catch {
            console.error.write("belay: \(error.message)\n")
        }
        await performer.cleanUp(after: identity.id, on: history?.recordingHosts ?? [])
        return ExitStatus(end)
    }

    /// For `systemctl status`, where a service has started the run.
    private func tellService(of run: String, _ end: Redacted<RunEnd>) {
        guard companion == nil, let socket = console.environment[ServiceStatus.variable] else { return }
        let step = end.failure.map { " at \($0.step): \($0.message)" } ?? ""
        var line = end.outcome == .done ? "run \(run) is done" : "run \(run): \(end.outcome.rawValue)\(step)"
        if end.isResumable {
            line += ". It keeps its lock: belay resume \(run), or belay abandon \(run) to give it up"
        }
        ServiceStatus.tell(line, to: socket)
    }

    /// Commands to type next.
    private static func ways(on run: String, _ end: Redacted<RunEnd>, _ history: RunHistory?) -> String {
        var text = "\n"
        if let name = end.failure?.missingSecret {
            text += "  belay resume \(run) \(name)=VALUE   give it; at a terminal you are asked for it\n"
        } else if let lost = end.failure?.lostOutput, let step = end.failure?.step {
            if let name = lost.name {
                let open = history?.undecided.map(\.intent.step) ?? []
                let which = open.count > 1 && open.contains(step) ? "--happened '\(step)' " : ""
                text += "  belay resume \(run) \(which)\(name)=VALUE   give it; at a terminal you are asked for it\n"
            }
            text += "  belay resume \(run) --did-not-happen '\(step)'  run it again\n"
        } else if end.failure?.kind == .approval, let step = end.failure?.step {
            text += "  belay approve \(run) \(ShellQuoting.quoted("\(step)"))   by somebody else\n"
            text += "  belay resume \(run)   when it is approved\n"
        } else if end.outcome == .needsDecision, let step = end.failure?.step {
            // What an element holds is not to become a command of whoever pastes this.
            let number = ShellQuoting.inQuotes("\(step)")
            text += "  belay resume \(run) --happened \(number)        it happened\n"
            text += "  belay resume \(run) --did-not-happen \(number)  it did not\n"
        } else {
            text += "  belay resume \(run)   resume it\n"
        }
        if !end.pendingUndo.isEmpty, end.outcome != .needsDecision {
            text += "  belay undo \(run)     undo what is not undone\n"
        }
        return text + "  belay abandon \(run)  give it up\n"
    }

    /// Before a journal is begun: a run that is refused leaves nothing behind.
    private func refuseIfHeld(_ target: String, in state: StateFolder) throws(UserError) {
        do throws(LockRefusal) {
            try TargetLock.refuseIfHeld(target, in: state, now: console.clock.timestamp)
        } catch {
            let refusal = UserError(error)
            if let socket = console.environment[ServiceStatus.variable] {
                ServiceStatus.tell(([refusal.message] + refusal.help).joined(separator: "; "), to: socket)
            }
            throw refusal
        }
    }

    private func journal(in state: StateFolder) throws(UserError) -> Journal {
        var random = SystemRandomNumberGenerator()
        do throws(JournalFailure) {
            return try Journal.create(in: state, clock: console.clock, random: &random)
        } catch {
            throw UserError(message: error.message)
        }
    }

    private func begin(_ journal: Journal, _ identity: RunIdentity, _ lock: String?) throws(UserError) {
        let program = preflight.runbook.program
        do throws(StateFailure) {
            try KeptSources(of: journal.folder).write(program.sources.map(\.bytes))
            if let held { try KeptPlan(of: journal.folder).write(held.file) }
        } catch {
            throw UserError(message: error.message)
        }
        let first = preflight.firstRecord(
            identity, undoing?.title ?? program.title, stepCount: plan.stepCount, lock: lock, undoes: undoing?.id,
            plan: held, on: console)
        try append(first, to: journal)
    }

    private func append(_ record: Redacted<JournalRecord>, to journal: Journal) throws(UserError) {
        do throws(JournalFailure) {
            try journal.append(record, isDurable: true)
        } catch {
            throw UserError(message: error.message)
        }
    }

    private func perform(
        _ journal: Journal, _ identity: RunIdentity, _ lock: String?, _ history: RunHistory?
    ) async -> Redacted<RunEnd> {
        let view = RunView(
            preflight.runbook, plan: plan, display: display, detail: detail, surroundings: surroundings,
            console: console, ending: ending)
        let prompter = prompter(view, journal)
        let cancellation = Cancellation()
        console.signals.handle { _ in
            cancellation.request()
            view.show(Self.said(after: cancellation.level))
        }
        // A rehearsal is nobody's news.
        let notifier =
            companion == nil ? Notifier(console.configuration[.notify], clock: console.clock) : nil
        var dependencies = RunDependencies(
            performer: traced(identity.id), prompter: prompter, journal: journal, clock: console.clock,
            observer: Observers(all: [companion, recorder, notifier, view.observer].compactMap(\.self)),
            cancellation: cancellation)
        dependencies.plan = held?.file.held
        let ticking = view.people?.tick()
        let end: Redacted<RunEnd>
        if let undoing {
            end = await preflight.request(for: undoing.identity)
                .performUndo(
                    undoing.check, as: identity, title: undoing.title, on: dependencies, stepCount: plan.stepCount,
                    lock: lock)
        } else {
            end = await preflight.request(for: identity)
                .perform(on: dependencies, stepCount: plan.stepCount, lock: lock, history: history)
        }
        ticking?.cancel()
        return end
    }

    /// A run that somebody's trace has started hands it on; nothing is added to the commands of another.
    private func traced(_ run: String) -> any CommandExecutor {
        guard let context = TraceContext(console.environment[TracedCommands.variable]) else { return performer }
        return TracedCommands(performer: performer, context: context, run: run)
    }

    private func prompter(_ view: RunView, _ journal: Journal) -> any Prompter {
        // In a rehearsal nobody is there to approve, and nothing real is changed.
        if companion != nil { return RehearsedApprovals(base: prompter(view)) }
        return ApprovingPrompter(base: prompter(view), console: console, run: journal.folder, plan: held)
    }

    private func prompter(_ view: RunView) -> any Prompter {
        guard let people = view.people, console.isTerminal else { return PresetPrompter(given: given) }
        return TerminalRespondent(
            given: given, stage: people.stage, console: console, inspector: inspector,
            undoWish: companion == nil && undoing == nil ? undoWish : nil)
    }

    /// The effect of the next signal.
    static func said(after level: Int) -> String {
        level == 1
            ? "Stopping. A running change may finish; Ctrl-C again kills it."
            : "Killing what is running."
    }
}

extension UserError {
    init(_ refusal: LockRefusal) {
        switch refusal {
        case .held: self.init(status: .locked, message: refusal.message, help: refusal.help)
        case .unusable: self.init(message: refusal.message, help: refusal.help)
        }
    }
}
