import BelayReporting
import BelayRuntime
import Synchronization

/// The jobs of a session.
final class Jobs: Sendable {
    private struct Running {
        var job: Job
        var task: Task<Void, Never>
    }

    private struct State {
        var last = 0
        var running: [Running] = []
        /// Of the first job that failed.
        var status = ExitStatus.done
    }

    let news: JobNews
    private let state = Mutex(State())

    init(news: JobNews) { self.news = news }

    var running: [Job] { state.withLock { $0.running.map(\.job) } }

    /// The status of the first job that has failed.
    var status: ExitStatus { state.withLock { $0.status } }

    /// - Parameter run: runs the statement to its end, and renders its value.
    func start(
        _ statement: String, at now: Duration,
        _ run: @escaping @Sendable (Job) async -> (end: Redacted<RunEnd>, value: String)
    ) {
        state.withLock { state in
            state.last += 1
            let job = Job(number: state.last, statement: statement, begun: now, news: news)
            // Before anything of its own.
            news.report("[\(job.number)] started: \(PrintableText.make(statement, indent: 4))\n")
            let task = Task.detached { [self] in
                let (end, value) = await run(job)
                // While it still counts as running: who waits for it has seen its end.
                job.reportEnd(end, value: value)
                finish(job, end)
            }
            state.running.append(Running(job: job, task: task))
        }
    }

    private func finish(_ job: Job, _ end: Redacted<RunEnd>) {
        state.withLock { state in
            state.running.removeAll { $0.job.number == job.number }
            if state.status == .done, end.outcome != .cancelled { state.status = ExitStatus(end) }
        }
    }

    /// Nil when no such job runs. Returns when it has ended.
    func end(_ number: Int) async -> Job? {
        guard let found = state.withLock({ $0.running.first { $0.job.number == number } }) else { return nil }
        found.job.end()
        await found.task.value
        return found.job
    }

    /// Asks all to end, and does not wait for them.
    func endAll() {
        for job in running { job.end() }
    }

    /// Returns when all have ended by themselves.
    func wait() async {
        while let task = state.withLock({ $0.running.first?.task }) { await task.value }
    }
}
