import BelayLab
import BelayRuntime
import Synchronization

/// Carries out commands, and lets go wrong what a rehearsal was asked to.
final class BreakingPerformer: CommandPerformer {
    private let performer: any CommandPerformer
    private let clock: any RunClock
    private let start: Duration
    private let waiting: Mutex<[Breakage]>
    private let struck = Mutex<[Breakage]>([])

    init(_ breakages: [Breakage], performer: any CommandPerformer, clock: any RunClock) {
        self.performer = performer
        self.clock = clock
        start = clock.now
        waiting = Mutex(breakages)
    }

    /// What has gone wrong, in order.
    var past: [Breakage] { struck.withLock { $0 } }
    /// What has not, since its moment has not come.
    var remaining: [Breakage] { waiting.withLock { $0 } }

    func perform(
        _ effect: CommandEffect, output: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome {
        var ofCommand: Fault?
        for breakage in takeDue(for: effect) {
            let said: String
            do throws(LabFailure) {
                said = try breakage.fault.strike()
            } catch {
                said = "\(breakage.text) could not be done: \(error.message)"
            }
            output(OutputPiece(stream: .error, bytes: Array("[the lab: \(said)]\n".utf8)))
            if breakage.fault.isOfCommand { ofCommand = breakage.fault }
        }
        switch ofCommand {
        case .commandFails: return CommandOutcome(ending: .exited(1), tail: "[the lab made this command fail]\n")
        case .commandHangs: return await hang(effect.limit)
        case .answerLost:
            let outcome = await performer.perform(effect, output: { _ in })
            return CommandOutcome(
                ending: .unknown("the connection was lost: the lab did it"), duration: outcome.duration)
        case .nodeKilled, .etcdKilled, .etcdStopped, .networkCut, .networkCutOneWay, .networkSlow, .networkLossy,
            .volumeFull, .neverBoots, .namesStay, .protokubeGoesOn, .wrongLetter, .imageRenamed, .backupEmpty,
            .backupTruncated, nil:
            return await performer.perform(effect, output: output)
        }
    }

    private func takeDue(for effect: CommandEffect) -> [Breakage] {
        let elapsed = clock.now - start
        let due = waiting.withLock { waiting in
            let due = waiting.filter { $0.isDue(for: effect, after: elapsed) }
            waiting.removeAll { due.contains($0) }
            return due
        }
        struck.withLock { $0 += due }
        return due
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
