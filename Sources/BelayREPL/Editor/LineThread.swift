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

    deinit { desk.close() }

    public func enqueue(_ job: consuming ExecutorJob) {
        desk.put(UnownedJob(job), for: asUnownedSerialExecutor())
    }

    /// What is to be done, and a pipe that says so; its end is the end of the thread.
    private final class Desk: Sendable {
        private struct Work: Sendable {
            var job: UnownedJob
            var executor: UnownedSerialExecutor
        }

        private let waiting = Mutex<[Work]>([])
        private let heard: Int32
        private let rung: Int32

        init?() {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { return nil }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            (heard, rung) = (ends[0], ends[1])
        }

        deinit { Glibc.close(heard) }

        func close() { Glibc.close(rung) }

        func put(_ job: UnownedJob, for executor: UnownedSerialExecutor) {
            waiting.withLock { $0.append(Work(job: job, executor: executor)) }
            var one: UInt8 = 1
            while write(rung, &one, 1) < 0, errno == EINTR {}
        }

        func work() {
            var byte: UInt8 = 0
            while true {
                let count = read(heard, &byte, 1)
                if count < 0, errno == EINTR { continue }
                guard count == 1 else { return }
                let next = waiting.withLock { $0.removeFirst() }
                next.job.runSynchronously(on: next.executor)
            }
        }
    }
}
