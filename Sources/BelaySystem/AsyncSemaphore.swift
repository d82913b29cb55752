import Synchronization

/// Lets only so many tasks through at once, in the order in which they came. No thread waits.
public final class AsyncSemaphore: Sendable {
    private struct State {
        var limit: Int
        var inside = 0
        var waiting: [OneShot<Bool>] = []
    }

    private let state: Mutex<State>

    public init(limit: Int) { state = Mutex(State(limit: limit)) }

    /// Others wait for a place.
    public var isSought: Bool { state.withLock { !$0.waiting.isEmpty } }

    /// Waits for a place, which `leave` gives back. False, and no place, when the task was cancelled in the meantime.
    /// - Parameter whenFull: called if none is free, when this one waits already.
    public func enter(whenFull: () -> Void = {}) async -> Bool {
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

    /// Takes a place only where one is free now.
    public func enterIfFree() -> Bool {
        state.withLock { state in
            guard state.inside < state.limit, state.waiting.isEmpty else { return false }
            state.inside += 1
            return true
        }
    }

    /// The number of places that nobody has.
    public var free: Int { state.withLock { max(0, $0.limit - $0.inside) } }

    /// Gives a place back.
    /// - Parameter limit: so many are let through from now on; as many as before where there is no number.
    public func leave(settingLimit limit: Int? = nil) {
        state.withLock { state in
            state.inside -= 1
            if let limit { state.limit = limit }
            while state.inside < state.limit, !state.waiting.isEmpty {
                // One that gave up has answered for itself.
                if state.waiting.removeFirst().give(true) { state.inside += 1 }
            }
        }
    }

    /// One was let through too many: from now on fewer are. True when others are inside who will make room.
    public func narrow() -> Bool {
        state.withLock { state in
            state.limit = max(1, min(state.limit, state.inside - 1))
            return state.inside > 1
        }
    }
}
