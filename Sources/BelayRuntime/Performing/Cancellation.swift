import Synchronization

/// The operator's wish to end a run. The first one lets a changing command finish and `always` run; the second ends
/// everything.
public final class Cancellation: Sendable {
    /// The cancel requests that end a wait or a command.
    enum Patience: Int, Sendable {
        case endsAtFirst = 1
        case endsAtSecond = 2
    }

    private struct Running {
        var patience: Patience
        var cancel: @Sendable () -> Void
    }

    private struct State {
        var level = 0
        var nextToken = 0
        var running: [Int: Running] = [:]
    }

    private let state = Mutex(State())
    private let mayBeAsked: Bool

    public convenience init() { self.init(mayBeAsked: true) }

    private init(mayBeAsked: Bool) { self.mayBeAsked = mayBeAsked }

    /// Of a run that nobody watches, such as a test's: nothing in it runs in a task of its own only to be ended.
    static var never: Cancellation { Cancellation(mayBeAsked: false) }

    /// 0, 1 or 2.
    public var level: Int { state.withLock { $0.level } }

    /// Asks for the cancel, or for the next, harder one.
    public func request() {
        let ended: [@Sendable () -> Void] = state.withLock { state in
            state.level = min(2, state.level + 1)
            let level = state.level
            return state.running.values.filter { $0.patience.rawValue <= level }.map { $0.cancel }
        }
        for cancel in ended { cancel() }
    }

    /// A session continues after one of its inputs was cancelled.
    public func renew() { state.withLock { $0.level = 0 } }

    /// Runs something in a task that is cancelled when the operator's patience is at its end, or with the task around it.
    func run<Outcome: Sendable>(
        _ patience: Patience, _ operation: @escaping @Sendable () async -> Outcome
    ) async -> Outcome {
        guard mayBeAsked else { return await operation() }
        let task = Task { await operation() }
        let token: Int = state.withLock { state in
            state.nextToken += 1
            state.running[state.nextToken] = Running(patience: patience) { task.cancel() }
            if patience.rawValue <= state.level { task.cancel() }
            return state.nextToken
        }
        let outcome = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        state.withLock { _ = $0.running.removeValue(forKey: token) }
        return outcome
    }
}
