import BelayJournal
import BelayLanguage
import BelayRuntime
import BelaySource
import BelayStore
import BelaySystem
import BelayTransports
import BelayWorkspace

/// The run that a session is: begun with its first input, journalled like any other.
struct SessionRun {
    var session: Session
    let identity: RunIdentity
    let relay = EventRelay()
    let cancellation = Cancellation()
    let performer: any CommandExecutor
    private let preflight: Preflight
    private let state: StateFolder
    /// The lock that changes hold.
    let target: String?
    private let clock: SystemClock
    /// Where machines share locks; nil without a lock to take.
    private let store: (any SharedStore)?

    /// - Parameter lock: the target of the runbook that the session is about.
    init(_ preflight: Preflight, on console: Console, lock: String?) throws(UserError) {
        let (state, journal, identity) = try Self.begun(preflight, "session", lock: lock, on: console)
        performer = console.transports()
        let dependencies = RunDependencies(
            performer: performer, prompter: relay, journal: journal, clock: console.clock, observer: relay,
            cancellation: cancellation)
        (self.preflight, self.state, self.identity) = (preflight, state, identity)
        (target, clock) = (lock, console.clock)
        store = lock == nil ? nil : try console.store()
        session = Session(
            on: dependencies, identity: identity, parameters: preflight.parameters, of: preflight.runbook.program)
    }

    /// At a held step.
    ///
    /// - Parameter lock: the lock of the runbook; nil when the run of the step has it already.
    init(
        _ preflight: Preflight, on console: Console, lookingFrom stepContext: StepContext,
        _ visibleNames: VisibleNames?,
        lock: String?
    ) throws(UserError) {
        let run = stepContext.run.map { " of \($0.id)" } ?? ""
        let title = "at held step \(stepContext.step)\(run)"
        let (state, journal, identity) = try Self.begun(preflight, title, lock: lock, on: console)
        do throws(JournalFailure) {
            try stepContext.noteLook(session: identity.id)
        } catch {
            throw UserError(message: error.message)
        }
        performer = console.transports()
        let dependencies = RunDependencies(
            performer: performer, prompter: relay, journal: journal, clock: console.clock, observer: relay,
            cancellation: cancellation)
        (self.preflight, self.state, self.identity) = (preflight, state, identity)
        (target, clock) = (lock, console.clock)
        store = lock == nil ? nil : try console.store()
        session = Session(
            on: dependencies, identity: identity, lookingFrom: stepContext,
            seenFrom: visibleNames ?? VisibleNames(file: FileNumber(0), names: []))
    }

    private static func begun(
        _ preflight: Preflight, _ title: String, lock: String?, on console: Console
    ) throws(UserError) -> (StateFolder, Journal, RunIdentity) {
        let state = try StateFolder.found(by: console)
        var random = SystemRandomNumberGenerator()
        do throws(JournalFailure) {
            let journal = try Journal.create(in: state, clock: console.clock, random: &random)
            let identity = RunIdentity(id: journal.run, started: console.clock.timestamp)
            try journal.append(
                preflight.firstRecord(identity, title, stepCount: 0, lock: lock, isSession: true, on: console),
                isDurable: true)
            return (state, journal, identity)
        } catch {
            throw UserError(message: error.message)
        }
    }

    /// A session is never resumed.
    func close(_ end: RunEnd) async {
        session.close(end)
        await performer.cleanUp(after: identity.id, on: [])
    }

    /// Changes hold the lock of the runbook as a run of it does, in the store too.
    func lock() async throws(UserError) -> SessionLock? {
        guard let target else { return nil }
        if let store {
            do throws(StoreFailure) {
                try await TargetLock.letGo(of: target, in: state, as: store)
            } catch {
                throw UserError(error)
            }
        }
        do throws(LockRefusal) {
            try TargetLock.refuseIfHeld(target, in: state, now: clock.timestamp)
        } catch {
            throw UserError(error)
        }
        let own = try preflight.take(target, for: identity, in: state)
        do throws(UserError) {
            return try await SessionLock(own, in: store)
        } catch {
            try? own.release()
            throw error
        }
    }
}
