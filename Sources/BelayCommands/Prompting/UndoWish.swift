import Synchronization

/// A person has stopped a run at a step that held, to have undone what it has begun.
final class UndoWish: Sendable {
    private let state = Mutex((isMade: false, run: String?.none))

    func make() { state.withLock { $0.isMade = true } }

    var isMade: Bool { state.withLock(\.isMade) }

    /// Of the run that ended, and can be undone.
    func name(_ run: String) { state.withLock { $0.run = run } }

    /// The run to undo; nil without the wish, and where its run did not stop by it.
    var run: String? { state.withLock { $0.isMade ? $0.run : nil } }
}
