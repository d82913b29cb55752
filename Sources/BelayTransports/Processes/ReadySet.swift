import Synchronization

/// The place where the reactor leaves news for one waiting command. News that comes while nobody waits is kept.
final class ReadySet: Sendable {
    private struct State {
        var raised: ReadyEvents = []
        var waiter: CheckedContinuation<ReadyEvents, Never>?
    }

    private let state = Mutex(State())

    func raise(_ readiness: ReadyEvents) {
        let waiter = state.withLock { state -> (CheckedContinuation<ReadyEvents, Never>, ReadyEvents)? in
            state.raised.formUnion(readiness)
            guard let waiter = state.waiter else { return nil }
            state.waiter = nil
            defer { state.raised = [] }
            return (waiter, state.raised)
        }
        if let (waiter, raised) = waiter { waiter.resume(returning: raised) }
    }

    /// The events raised since the last look.
    func taken() -> ReadyEvents {
        state.withLock { state in
            defer { state.raised = [] }
            return state.raised
        }
    }

    /// Waits until something has been raised. One waiter at a time.
    func next() async -> ReadyEvents {
        await withCheckedContinuation { continuation in
            let raised = state.withLock { state -> ReadyEvents in
                guard state.raised.isEmpty else {
                    defer { state.raised = [] }
                    return state.raised
                }
                precondition(state.waiter == nil, "a watch has one waiter")
                state.waiter = continuation
                return []
            }
            if !raised.isEmpty { continuation.resume(returning: raised) }
        }
    }
}
