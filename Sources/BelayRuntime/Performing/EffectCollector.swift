import Synchronization

/// Keeps the effects of a walk, in order.
final class EffectCollector: RunObserver {
    private let collected = Mutex<[CommandEffect]>([])

    var effects: [CommandEffect] { collected.withLock { $0 } }

    func observe(_ event: Redacted<RunEvent>) {
        guard case .stepStarted(let start) = event.content, let effect = start.effect else { return }
        collected.withLock { $0.append(effect) }
    }
}
