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
    private let performer = Transports()
    private let state: StateFolder

    init(_ preflight: Preflight, on console: Console) throws(Refusal) {
        state = try StateFolder.found(by: console)
        let journal: Journal
        var random = SystemRandomNumberGenerator()
        do throws(JournalFailure) {
            journal = try Journal.create(in: state, clock: console.clock, random: &random)
            identity = RunIdentity(id: journal.run, started: console.clock.timestamp)
            try journal.append(
                .started(Self.started(preflight, identity, in: console.surroundings.workingFolder)), isDurable: true)
        } catch {
            throw Refusal(message: error.message)
        }
        let world = World(
            performer: performer, respondent: relay, journal: journal, clock: console.clock, observer: relay,
            cancellation: cancellation)
        session = Session(on: world, identity: identity, parameters: preflight.parameters)
    }

    private static func started(
        _ preflight: Preflight, _ identity: RunIdentity, in folder: String
    ) -> JournalRecord.Started {
        let program = preflight.runbook.program
        let parameters = program.parameters.compactMap { parameter -> Value.Field? in
            guard parameter.type != .secret, let value = preflight.parameters[parameter.slot] else { return nil }
            return Value.Field(name: parameter.name, value: value)
        }
        return JournalRecord.Started(
            run: identity.id, title: "session", runbook: preflight.runbook.name,
            digests: program.sources.map { SHA256.digest(of: $0.bytes).hex }, parameters: parameters, lock: nil,
            folder: folder, begun: identity.started, version: Version.current, host: Machine.name, user: Machine.user,
            process: Machine.process)
    }

    /// Nothing goes on with a session.
    func close(_ end: RunEnd) async {
        session.close(end)
        await performer.forget(run: identity.id, on: [])
    }

    /// What changes something holds the target of the runbook as a run of it does.
    func lock(_ target: String?, for runbook: String) throws(Refusal) -> TargetLock? {
        guard let target else { return nil }
        let owner = LockOwner(
            target: target, run: identity.id, runbook: runbook, user: Machine.user, host: Machine.name,
            process: Machine.process, since: identity.started)
        do throws(LockRefusal) {
            return try TargetLock.take(for: owner, in: state)
        } catch {
            throw Refusal(error)
        }
    }
}
