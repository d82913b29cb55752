import BelayLab
import BelayRuntime
import BelaySystem
import Synchronization

/// Runs commands, and injects the faults that a rehearsal was asked for.
final class FaultInjector: CommandExecutor {
    private let performer: any CommandExecutor
    private let clock: any RunClock
    private let start: Duration
    private let waiting: Mutex<[FaultSpec]>
    private let struck: Mutex<[Struck]>

    /// The result of a fault when its moment had come.
    struct Struck: Hashable, Sendable {
        var breakage: FaultSpec
        var isDone: Bool
        /// The fault as it was done, or the reason why it could not be.
        var said: String
    }

    /// - Parameter past: what has gone wrong already, before Belay was killed and came back.
    init(
        _ breakages: [FaultSpec], past: [Struck] = [], performer: any CommandExecutor, clock: any RunClock
    ) {
        self.performer = performer
        self.clock = clock
        start = clock.now
        waiting = Mutex(breakages.filter { breakage in !past.contains { $0.breakage == breakage } })
        struck = Mutex(past)
    }

    /// The faults that were injected or should have been, in order.
    var past: [Struck] { struck.withLock { $0 } }
    /// The faults whose moment has not come.
    var remaining: [FaultSpec] { waiting.withLock { $0 } }

    func perform(
        _ effect: CommandEffect, output: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome {
        var ofCommand: Fault?
        for breakage in takeDue(for: effect) {
            let past = Self.strike(breakage)
            struck.withLock { $0.append(past) }
            RehearsalLab.remember(past.remembered)
            output(OutputPiece(stream: .error, bytes: Array("[the lab: \(past.said)]\n".utf8)))
            if breakage.fault.isOfCommand { ofCommand = breakage.fault }
        }
        switch ofCommand {
        case .commandFails: return CommandOutcome(ending: .exited(1), tail: "[the lab made this command fail]\n")
        case .commandHangs: return await hang(effect.limit)
        case .answerLost:
            let outcome = await performer.perform(effect, output: { _ in })
            return CommandOutcome(
                ending: .unknown("the connection was lost: the lab did it"), duration: outcome.duration)
        case .belayKilled: RehearsalLab.killThisProcess()
        case .belayKilledAfter:
            _ = await performer.perform(effect, output: { _ in })
            RehearsalLab.killThisProcess()
        case .nodeKilled, .etcdKilled, .etcdStopped, .networkCut, .networkCutOneWay, .networkSlow, .networkLossy,
            .volumeFull, .neverBoots, .namesStay, .protokubeGoesOn, .wrongLetter, .imageRenamed, .backupEmpty,
            .backupTruncated, .kopsAway, .apiAway, .cloudThrottles, .dnsAway, .updateNeverClean, nil:
            return await performer.perform(effect, output: output)
        }
    }

    func recoveredStatus(of change: InFlightCommand) async -> RecoveredStatus {
        await performer.recoveredStatus(of: change)
    }

    func terminate(_ change: InFlightCommand) async { await performer.terminate(change) }

    func cleanUp(after run: String, on hosts: [String]) async { await performer.cleanUp(after: run, on: hosts) }

    func content(ofFile path: String) async throws(FileRefusal) -> FileContent {
        try await performer.content(ofFile: path)
    }

    func recordsChanges(at location: Location) -> Bool { performer.recordsChanges(at: location) }

    private func takeDue(for effect: CommandEffect) -> [FaultSpec] {
        let elapsed = clock.now - start
        return waiting.withLock { waiting in
            let due = waiting.filter { $0.isDue(for: effect, after: elapsed) }
            waiting.removeAll { due.contains($0) }
            return due
        }
    }

    private static func strike(_ breakage: FaultSpec) -> Struck {
        do throws(LabFailure) {
            return Struck(breakage: breakage, isDone: true, said: try breakage.fault.strike(for: breakage.seconds))
        } catch {
            return Struck(breakage: breakage, isDone: false, said: "it could not be done, \(error.message)")
        }
    }

    /// Time goes faster in a rehearsal: what would hang for an hour does so for ten seconds.
    private func hang(_ limit: Duration) async -> CommandOutcome {
        let time = min(limit, .seconds(10))
        do throws(CancellationError) {
            try await clock.sleep(for: time)
        } catch {
            return CommandOutcome(ending: .cancelled)
        }
        return CommandOutcome(ending: .timedOut, duration: limit)
    }
}
