import BelayJournal
import BelayLanguage
import BelayRuntime
import BelaySource
import BelayTransports
import BelayWorkspace

/// The run that a session is: begun with its first input, journalled like any other.
struct SessionRun {
    var session: Session
    let identity: RunIdentity
    let relay = SessionRelay()
    let cancellation = Cancellation()
    let performer: any CommandPerformer = Transports()
    private let preflight: Preflight
    private let state: StateFolder
    /// What changes something holds this target.
    let target: String?
    private let clock: SystemClock

    /// - Parameter lock: the target of the runbook that the session is about.
    init(_ preflight: Preflight, on console: Console, lock: String?) throws(Refusal) {
        let (state, journal, identity) = try Self.begun(preflight, "session", lock: lock, on: console)
        let world = World(
            performer: performer, respondent: relay, journal: journal, clock: console.clock, observer: relay,
            cancellation: cancellation)
        (self.preflight, self.state, self.identity) = (preflight, state, identity)
        (target, clock) = (lock, console.clock)
        session = Session(on: world, identity: identity, parameters: preflight.parameters)
    }

    /// Beside a held step.
    ///
    /// - Parameter lock: the target of the runbook; nil when whoever carries the step out has it already.
    init(
        _ preflight: Preflight, on console: Console, lookingFrom standpoint: Standpoint, _ vantage: Vantage?,
        lock: String?
    ) throws(Refusal) {
        let run = standpoint.run.map { " of \($0.id)" } ?? ""
        let title = "beside step \(standpoint.step)\(run)"
        let (state, journal, identity) = try Self.begun(preflight, title, lock: lock, on: console)
        do throws(JournalFailure) {
            try standpoint.noteLook(session: identity.id)
        } catch {
            throw Refusal(message: error.message)
        }
        let world = World(
            performer: performer, respondent: relay, journal: journal, clock: console.clock, observer: relay,
            cancellation: cancellation)
        (self.preflight, self.state, self.identity) = (preflight, state, identity)
        (target, clock) = (lock, console.clock)
        session = Session(
            on: world, identity: identity, lookingFrom: standpoint,
            seenFrom: vantage ?? Vantage(file: FileNumber(0), names: []))
    }

    private static func begun(
        _ preflight: Preflight, _ title: String, lock: String?, on console: Console
    ) throws(Refusal) -> (StateFolder, Journal, RunIdentity) {
        let state = try StateFolder.found(by: console)
        var random = SystemRandomNumberGenerator()
        do throws(JournalFailure) {
            let journal = try Journal.create(in: state, clock: console.clock, random: &random)
            let identity = RunIdentity(id: journal.run, started: console.clock.timestamp)
            try journal.append(
                .started(preflight.started(identity, title, lock: lock, isSession: true, on: console)),
                isDurable: true)
            return (state, journal, identity)
        } catch {
            throw Refusal(message: error.message)
        }
    }

    /// Nothing goes on with a session.
    func close(_ end: RunEnd) async {
        session.close(end)
        await performer.forget(run: identity.id, on: [])
    }

    /// What changes something holds the target of the runbook as a run of it does.
    func lock() throws(Refusal) -> TargetLock? {
        guard let target else { return nil }
        do throws(LockRefusal) {
            try TargetLock.refuseIfHeld(target, in: state, now: clock.timestamp)
        } catch {
            throw Refusal(error)
        }
        return try preflight.take(target, for: identity, in: state)
    }
}
