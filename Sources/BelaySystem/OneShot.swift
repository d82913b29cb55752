import Synchronization

/// A value that is given once and awaited once. Several may give one; the first counts.
public final class OneShot<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Value, Never>)
        case given(Value)
        case taken
    }

    private let state = Mutex(State.open)

    public init() {}

    /// True when it was the first.
    @discardableResult
    public func give(_ value: Value) -> Bool {
        let (isFirst, waiter) = state.withLock { state -> (Bool, CheckedContinuation<Value, Never>?) in
            switch state {
            case .open:
                state = .given(value)
                return (true, nil)
            case .awaited(let waiter):
                state = .taken
                return (true, waiter)
            case .given, .taken: return (false, nil)
            }
        }
        waiter?.resume(returning: value)
        return isFirst
    }

    /// Awaited by one task only.
    public func value() async -> Value {
        await withCheckedContinuation { continuation in
            let given = state.withLock { state -> Value? in
                switch state {
                case .given(let value):
                    state = .taken
                    return value
                case .open:
                    state = .awaited(continuation)
                    return nil
                case .awaited, .taken: preconditionFailure("a one-shot value is awaited once")
                }
            }
            if let given { continuation.resume(returning: given) }
        }
    }
}

extension Task where Failure == Never {
    /// The value, or nil as soon as the waiting task, not this one, is cancelled.
    public func valueUnlessCancelled() async -> Success? {
        let answer = OneShot<Success?>()
        Task<Void, Never>.detached { answer.give(await self.value) }
        return await withTaskCancellationHandler {
            await answer.value()
        } onCancel: {
            answer.give(nil)
        }
    }
}
