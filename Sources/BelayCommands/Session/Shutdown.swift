import Synchronization

/// The state of a session's end, and who waits for it.
final class Shutdown: Sendable {
    private struct State {
        var hasBegun = false
        var wake: @Sendable () -> Void = {}
    }

    private let state = Mutex(State())

    init(wake: @escaping @Sendable () -> Void) { state.withLock { $0.wake = wake } }

    var hasBegun: Bool { state.withLock { $0.hasBegun } }

    func begin() {
        let wake = state.withLock { state in
            state.hasBegun = true
            return state.wake
        }
        wake()
    }
}
