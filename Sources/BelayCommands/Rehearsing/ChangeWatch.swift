import BelayRuntime
import BelaySyntax
import Synchronization

/// Remembers the changes that a run makes.
final class ChangeWatch: WrappingExecutor {
    let performer: any CommandExecutor
    private let seen = Mutex<[String]>([])

    init(performer: any CommandExecutor) { self.performer = performer }

    /// Each with its step: `2.2[web1].1 $ systemctl reload nginx`.
    var changes: [String] { seen.withLock { $0 } }

    func perform(
        _ effect: CommandEffect, unrecorded: @escaping UnrecordedChange,
        output: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome {
        if effect.sign != .reads {
            seen.withLock { $0.append("\(effect.step) \(effect.sign.rawValue) \(effect.script.shown)") }
        }
        return await performer.perform(effect, unrecorded: unrecorded, output: output)
    }
}
