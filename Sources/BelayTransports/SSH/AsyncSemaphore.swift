import Synchronization

/// Limits the sessions that go through a connection at once. A server allows ten by default; one is the connection's
/// own.
final class AsyncSemaphore: Sendable {
    private struct State {
        var limit: Int
        var inside = 0
        var waiting: [OneShot<Bool>] = []
    }

    private let state: Mutex<State>

    init(limit: Int) { state = Mutex(State(limit: limit)) }

    /// Others wait for a place.
    var isSought: Bool { state.withLock { !$0.waiting.isEmpty } }

    /// Waits for a place, first come, first served. False if the task was cancelled first.
    /// - Parameter whenFull: called if none is free, when this one waits already.
    func enter(whenFull: () -> Void = {}) async -> Bool {
        let turn = OneShot<Bool>()
        let isFree = state.withLock { state in
            guard state.inside < state.limit, state.waiting.isEmpty else {
                state.waiting.append(turn)
                return false
            }
            state.inside += 1
            return true
        }
        if isFree { return true }
        whenFull()
        return await withTaskCancellationHandler {
            await turn.value()
        } onCancel: {
            turn.give(false)
        }
    }

    func leave() {
        state.withLock { state in
            state.inside -= 1
            while state.inside < state.limit, !state.waiting.isEmpty {
                // One that gave up has answered for itself.
                if state.waiting.removeFirst().give(true) { state.inside += 1 }
            }
        }
    }

    /// The server refused one more: from now on fewer are let through. True when others are inside who will make room.
    func narrow() -> Bool {
        state.withLock { state in
            state.limit = max(1, min(state.limit, state.inside - 1))
            return state.inside > 1
        }
    }
}
