import BelayLab
import BelayRuntime
import BelaySystem
import Synchronization

/// Runs commands, and injects the faults that a rehearsal was asked for.
final class FaultInjector: WrappingExecutor {
    let performer: any CommandExecutor
    private let world: any LabWorld
    /// All that the run may come to.
    private let effects: [CommandEffect]
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
        _ breakages: [FaultSpec], past: [Struck] = [], in world: any LabWorld, of plan: Plan,
        performer: any CommandExecutor, clock: any RunClock
    ) {
        self.performer = performer
        self.world = world
        effects = plan.effects
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
        _ effect: CommandEffect, unrecorded: @escaping UnrecordedChange,
        output: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome {
        var ofCommand: CommandFault?
        for breakage in takeDue(for: effect) {
            let own = CommandFault(rawValue: breakage.fault.name)
            let past = strike(breakage, own, before: effect)
            struck.withLock { $0.append(past) }
            RehearsalLab.remember(past.remembered)
            output(OutputPiece(stream: .error, bytes: Array("[the lab: \(past.said)]\n".utf8)))
            if let own { ofCommand = own }
        }
        switch ofCommand {
        case .commandFails: return CommandOutcome(ending: .exited(1), tail: "[the lab made this command fail]\n")
        case .commandHangs: return await hang(effect.limit)
        case .answerLost:
            let outcome = await performer.perform(effect, unrecorded: unrecorded, output: { _ in })
            return CommandOutcome(
                ending: .unknown("the connection was lost: the lab did it"), duration: outcome.duration)
        case .belayKilled: RehearsalLab.killThisProcess()
        case .belayKilledAfter:
            _ = await performer.perform(effect, unrecorded: unrecorded, output: { _ in })
            RehearsalLab.killThisProcess()
        case nil: return await performer.perform(effect, unrecorded: unrecorded, output: output)
        }
    }

    private func takeDue(for effect: CommandEffect) -> [FaultSpec] {
        let elapsed = clock.now - start
        return waiting.withLock { waiting in
            let due = waiting.filter { $0.isDue(for: effect, after: elapsed) }
            waiting.removeAll { due.contains($0) }
            return due
        }
    }

    private func strike(_ breakage: FaultSpec, _ own: CommandFault?, before effect: CommandEffect) -> Struck {
        if own != nil { return Struck(breakage: breakage, isDone: true, said: breakage.fault.explanation) }
        do throws(LabFailure) {
            let said = try world.strike(breakage.fault, breakage.aim, before: effect, of: effects)
            return Struck(breakage: breakage, isDone: true, said: said)
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
