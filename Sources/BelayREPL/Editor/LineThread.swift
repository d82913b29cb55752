import Glibc
import Synchronization

/// One thread for all that waits for the keys of a person: they may take hours, and nothing else waits for them.
public final class LineThread: SerialExecutor {
    private let desk: Desk

    /// Nil when the system has no thread to give.
    public init?() {
        guard let desk = Desk() else { return nil }
        self.desk = desk
        var thread = pthread_t()
        let context = Unmanaged.passRetained(desk)
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Desk>.fromOpaque(context).takeRetainedValue().work()
                return nil
            }, context.toOpaque())
        guard status == 0 else {
            context.release()
            return nil
        }
        pthread_detach(thread)
    }

    deinit { desk.end() }

    public func enqueue(_ job: consuming ExecutorJob) {
        desk.put(UnownedJob(job), for: asUnownedSerialExecutor())
    }

    /// The work to do, and a bell that says so.
    private final class Desk: Sendable {
        private struct Work: Sendable {
            var job: UnownedJob
            var executor: UnownedSerialExecutor
        }

        private struct State {
            var waiting: [Work] = []
            var hasEnded = false
        }

        private let state = Mutex(State())
        private let bell: WakeDescriptor

        init?() {
            guard let bell = WakeDescriptor() else { return nil }
            self.bell = bell
        }

        /// Nothing more comes.
        func end() {
            state.withLock { $0.hasEnded = true }
            bell.ring()
        }

        func put(_ job: UnownedJob, for executor: UnownedSerialExecutor) {
            state.withLock { $0.waiting.append(Work(job: job, executor: executor)) }
            bell.ring()
        }

        func work() {
            while true {
                let (works, hasEnded) = state.withLock { state in
                    defer { state.waiting = [] }
                    return (state.waiting, state.hasEnded)
                }
                for work in works { work.job.runSynchronously(on: work.executor) }
                if hasEnded { return }
                bell.hear()
            }
        }
    }
}
