import BelayReporting
import BelayRuntime
import BelaySyntax
import Synchronization

/// A statement that reads in the background.
final class Job: RunObserver {
    let number: Int
    /// On one line.
    let statement: String
    let begun: Duration
    let cancellation = Cancellation()
    private let renderer: Mutex<JobRenderer>
    private let news: JobNews

    init(number: Int, statement: String, begun: Duration, news: JobNews) {
        self.number = number
        self.statement = statement
        self.begun = begun
        self.news = news
        renderer = Mutex(JobRenderer(number: number))
    }

    var lastSeen: String { renderer.withLock { $0.lastSeen } }

    func observe(_ event: Redacted<RunEvent>) {
        renderer.withLock { renderer in news.tell(renderer.handle(event.content)) }
    }

    /// - Parameter value: what it gave, rendered.
    func tellEnd(_ end: Redacted<RunEnd>, value: String) {
        renderer.withLock { renderer in news.tell(renderer.end(end.content, of: statement, value: value)) }
    }

    /// Ends its processes, here and on the remote host.
    func end() {
        cancellation.request()
        cancellation.request()
    }
}

/// The world of a job: it reads, asks nobody, and leaves no record, since it changes nothing.
struct JobWorld: CommandExecutor, Prompter, RunJournal {
    let performer: any CommandExecutor

    var holdsFailures: Bool { false }

    func perform(
        _ effect: CommandEffect, output: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome {
        guard effect.sign == .reads else {
            return CommandOutcome(ending: .notStarted("a job only reads"), output: [], tail: "", duration: .zero)
        }
        return await performer.perform(effect, output: output)
    }

    func recoveredStatus(of change: InFlightCommand) async -> RecoveredStatus {
        await performer.recoveredStatus(of: change)
    }
    func terminate(_ change: InFlightCommand) async { await performer.terminate(change) }
    func cleanUp(after run: String, on hosts: [String]) async { await performer.cleanUp(after: run, on: hosts) }
    func content(ofFile path: String) async throws(FileRefusal) -> FileContent {
        try await performer.content(ofFile: path)
    }

    func recordsChanges(at location: Location) -> Bool { performer.recordsChanges(at: location) }

    func answer(_ question: Redacted<Question>) async -> Answer { .none }

    func append(_ record: Redacted<JournalRecord>, isDurable: Bool) throws(JournalFailure) -> Int { 0 }
}
