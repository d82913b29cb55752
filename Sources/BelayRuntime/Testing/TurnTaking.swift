import Synchronization

/// Runs the tasks of a test by turns, in one order that is always the same: what a runbook does side by side runs in a test
/// in the order of its list, a command of each after a command of the others.
final class TurnTaking: TaskExecutor {
    private struct State: ~Copyable {
        var waiting: [UnownedJob] = []
        var isRunning = false
    }

    private let state = Mutex(State())

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let begins = state.withLock { state in
            state.waiting.append(job)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if begins { Task.detached { self.runAll() } }
    }

    private func runAll() {
        while let job = next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    private func next() -> UnownedJob? {
        state.withLock { state in
            if state.waiting.isEmpty {
                state.isRunning = false
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}
