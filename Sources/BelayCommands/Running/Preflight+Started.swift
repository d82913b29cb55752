import BelayData
import BelayJournal
import BelayLanguage
import BelayReporting
import BelayRuntime
import BelaySource
import BelaySystem
import BelayWorkspace

/// The first record of a run or a session.
extension Preflight {
    /// The first record.
    ///
    /// - Parameter lock: the target that it holds, or takes for its changes.
    func firstRecord(
        _ identity: RunIdentity, _ title: String, stepCount: Int, lock: String?, isSession: Bool = false,
        undoes: String? = nil, plan: FollowedPlan? = nil, on console: Console
    ) -> Redacted<JournalRecord> {
        var started = started(identity, title, stepCount: stepCount, lock: lock, isSession: isSession, on: console)
        started.undoes = undoes
        started.trace = isSession ? nil : TraceContext(console.environment["TRACEPARENT"])?.header
        (started.plan, started.planFile) = (plan?.file.digest, plan?.path)
        return Redacted(.started(started), hiding: Array(parameters.values))
    }

    private func started(
        _ identity: RunIdentity, _ title: String, stepCount: Int, lock: String?, isSession: Bool, on console: Console
    ) -> JournalRecord.Started {
        let program = runbook.program
        let kept = program.allParameters.compactMap { parameter -> Value.Field? in
            guard !parameter.type.isSecret, let value = parameters[parameter.slot] else { return nil }
            return Value.Field(name: parameter.key, value: value)
        }
        var started = JournalRecord.Started(
            run: identity.id, title: title, stepCount: stepCount, runbook: runbook.name,
            digests: program.sources.map { SHA256.digest(of: $0.bytes).hex }, parameters: kept, lock: lock,
            isSession: isSession, folder: console.surroundings.workingFolder, begun: identity.started,
            version: Version.current, host: HostIdentity.name, user: HostIdentity.user, process: HostIdentity.process)
        started.files = program.sources.map(\.name)
        // A session is not resumed.
        if isSession { return started }
        for parameter in program.allParameters where parameter.type.isSecret {
            if let value = parameters[parameter.slot] {
                started.seals[parameter.key] = SecretSeal(of: value, salt: identity.id)
            }
        }
        return started
    }

    /// The target of the runbook; nil when it names none.
    func lockText() async throws(UserError) -> String? {
        do throws(RunRefusal) {
            return try await request(for: nil).lockText()
        } catch {
            throw UserError(message: error.failure.message, help: error.help)
        }
    }

    /// Takes the target for whoever this is.
    func take(_ target: String, for identity: RunIdentity, in state: StateFolder) throws(UserError) -> TargetLock {
        let owner = LockOwner(
            target: target, run: identity.id, runbook: runbook.name, user: HostIdentity.user, host: HostIdentity.name,
            process: HostIdentity.process, since: identity.started)
        do throws(LockRefusal) {
            return try TargetLock.take(for: owner, in: state)
        } catch {
            throw UserError(error)
        }
    }
}
