import BelayData
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
        (self.state, self.identity, target, clock) = (state, identity, lock, console.clock)
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
        (self.state, self.identity, target, clock) = (state, identity, lock, console.clock)
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
            let folder = console.surroundings.workingFolder
            try journal.append(
                .started(started(preflight, identity, title, lock: lock, in: folder)), isDurable: true)
            return (state, journal, identity)
        } catch {
            throw Refusal(message: error.message)
        }
    }

    private static func started(
        _ preflight: Preflight, _ identity: RunIdentity, _ title: String, lock: String?, in folder: String
    ) -> JournalRecord.Started {
        let program = preflight.runbook.program
        let parameters = program.parameters.compactMap { parameter -> Value.Field? in
            guard parameter.type != .secret, let value = preflight.parameters[parameter.slot] else { return nil }
            return Value.Field(name: parameter.name, value: value)
        }
        return JournalRecord.Started(
            run: identity.id, title: title, runbook: preflight.runbook.name,
            digests: program.sources.map { SHA256.digest(of: $0.bytes).hex }, parameters: parameters, lock: lock,
            isSession: true, folder: folder, begun: identity.started, version: Version.current, host: Machine.name,
            user: Machine.user, process: Machine.process)
    }

    /// Nothing goes on with a session.
    func close(_ end: RunEnd) async {
        session.close(end)
        await performer.forget(run: identity.id, on: [])
    }

    /// What changes something holds the target of the runbook as a run of it does.
    func lock(for runbook: String) throws(Refusal) -> TargetLock? {
        guard let target else { return nil }
        let owner = LockOwner(
            target: target, run: identity.id, runbook: runbook, user: Machine.user, host: Machine.name,
            process: Machine.process, since: identity.started)
        do throws(LockRefusal) {
            try TargetLock.refuseIfHeld(target, in: state, now: clock.timestamp)
            return try TargetLock.take(for: owner, in: state)
        } catch {
            throw Refusal(error)
        }
    }
}
