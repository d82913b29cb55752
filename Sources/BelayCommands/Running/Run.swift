import BelayData
import BelayJournal
import BelayLanguage
import BelayReporting
import BelayRuntime
import BelaySource
import BelayStore
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
    var performer: any CommandExecutor
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
        // What is rehearsed is nobody else's business.
        let store = companion == nil ? try console.store() : nil
        let lockText = try await preflight.lockText()
        if let lockText {
            if let store {
                do throws(StoreFailure) {
                    try await TargetLock.letGo(of: lockText, in: state, as: store)
                } catch {
                    await store.close()
                    throw UserError(message: "\(error.message); nothing was run")
                }
            }
            try refuseIfHeld(lockText, in: state)
        }
        let journal = try journal(in: state)
        let identity = RunIdentity(id: journal.run, started: console.clock.timestamp)
        var lock: TargetLock?
        let claim: RunClaim?
        do throws(UserError) {
            lock = try lockText.map { (text) throws(UserError) in try preflight.take(text, for: identity, in: state) }
            if let store { claim = try await begunClaim(of: journal, lock, in: store) } else { claim = nil }
        } catch {
            try? lock?.release()
            journal.withdraw()
            throw error
        }
        if let lock { journal.watch(lock) }
        do throws(UserError) {
            try begin(journal, identity, lockText, claim)
        } catch {
            try? lock?.release()
            _ = await claim?.finish(isOver: true)
            throw error
        }
        return await execute(
            OpenRun(journal: journal, identity: identity, target: lockText, lock: lock, claim: claim, history: nil))
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
        return await execute(
            OpenRun(
                journal: interrupted.journal, identity: identity, target: lockText, lock: lock,
                claim: interrupted.claim, history: interrupted.history))
    }

    private func execute(_ run: OpenRun) async -> ExitStatus {
        run.claim?.beginHeartbeats()
        return await end(await perform(run), of: run)
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

    private func begin(
        _ journal: Journal, _ identity: RunIdentity, _ lock: String?, _ claim: RunClaim?
    ) throws(UserError) {
        let program = preflight.runbook.program
        claim?.share(journal, sources: sharedSources)
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

    private func perform(_ run: OpenRun) async -> Redacted<RunEnd> {
        let view = RunView(
            preflight.runbook, plan: plan, display: display, detail: detail, surroundings: surroundings,
            console: console, ending: ending)
        run.claim?.tell { view.show($0) }
        let prompter = prompter(view, run)
        let cancellation = Cancellation()
        console.signals.handle { _ in
            cancellation.request()
            view.show(Self.said(after: cancellation.level))
        }
        // A rehearsal is nobody's news.
        let notifier =
            companion == nil ? Notifier(console.configuration[.notify], clock: console.clock) : nil
        var dependencies = RunDependencies(
            performer: traced(run.identity.id), prompter: prompter, journal: run.journal, clock: console.clock,
            observer: Observers(all: [companion, recorder, notifier, view.observer].compactMap(\.self)),
            cancellation: cancellation)
        dependencies.plan = held?.file.held
        let ticking = view.people?.tick()
        let end: Redacted<RunEnd>
        if let undoing {
            end = await preflight.request(for: undoing.identity)
                .performUndo(
                    undoing.check, as: run.identity, title: undoing.title, on: dependencies, stepCount: plan.stepCount,
                    lock: run.target, history: run.history)
        } else {
            end = await preflight.request(for: run.identity)
                .perform(on: dependencies, stepCount: plan.stepCount, lock: run.target, history: run.history)
        }
        ticking?.cancel()
        return end
    }

    /// A run that somebody's trace has started hands it on; nothing is added to the commands of another.
    private func traced(_ run: String) -> any CommandExecutor {
        guard let context = TraceContext(console.environment[TracedCommands.variable]) else { return performer }
        return TracedCommands(performer: performer, context: context, run: run)
    }

    private func prompter(_ view: RunView, _ run: OpenRun) -> any Prompter {
        // In a rehearsal nobody is there to approve, and nothing real is changed.
        if companion != nil { return RehearsedApprovals(base: prompter(view)) }
        return ApprovingPrompter(
            base: prompter(view), console: console, run: run.journal.folder, plan: held, store: run.claim?.run.store)
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
