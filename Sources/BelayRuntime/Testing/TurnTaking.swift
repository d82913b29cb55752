import Synchronization

/// Runs the tasks of a test by turns, in one order that is always the same: what a runbook does side by side runs in a test
/// in the order of its list, a command of each after a command of the others.
final class TurnTaking: TaskExecutor {
    private enum Turn {
        case job(UnownedJob)
        case passed(UnsafeContinuation<Void, Never>)
    }

    private struct State: ~Copyable {
        /// From `first` on they wait.
        var turns: [Turn] = []
        var first = 0
        var isRunning = false
    }

    private let state = Mutex(State())

    func enqueue(_ job: consuming ExecutorJob) { add(.job(UnownedJob(job))) }

    /// Whoever else waits comes first. Nobody leaves this executor for it.
    func pass() async { await withUnsafeContinuation { add(.passed($0)) } }

    private func add(_ turn: Turn) {
        let begins = state.withLock { state in
            state.turns.append(turn)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if begins { Task.detached { self.runAll() } }
    }

    private func runAll() {
        while let turn = next() {
            switch turn {
            case .job(let job): job.runSynchronously(on: asUnownedTaskExecutor())
            // Its task comes back as a job, behind those that wait.
            case .passed(let continuation): continuation.resume()
            }
        }
    }

    private func next() -> Turn? {
        state.withLock { state in
            if state.first == state.turns.count {
                state.turns.removeAll(keepingCapacity: true)
                (state.first, state.isRunning) = (0, false)
                return nil
            }
            defer { state.first += 1 }
            return state.turns[state.first]
        }
    }
}
