import Synchronization

/// Walks through what the journal knows and ends where a run would continue: nothing is performed, asked or written
/// down.
final class ReplayPerformer: Performer {
    let history: RunHistory?
    let redactor = Redactor()
    private let found = Mutex<Set<StepPath>>([])
    private let lost = Mutex(LostSecrets())

    init(_ history: RunHistory) { self.history = history }

    /// The steps of the changes that were found again.
    var metSteps: Set<StepPath> { found.withLock { $0 } }

    var now: Duration { .zero }
    var walksEveryPath: Bool { false }
    var holdsFailures: Bool { false }
    var onlyRecalls: Bool { true }

    func lose(_ secret: LostSecret) { lost.withLock { $0.add(secret) } }

    func lostSecret(_ name: String) -> LostSecret? { lost.withLock { $0.secret(name) } }

    func meet(_ step: StepPath) { found.withLock { _ = $0.insert(step) } }

    func perform(
        _ effect: CommandEffect, patience: Cancellation.Patience, begun: @Sendable (_ order: Int?) -> Void
    ) async throws(Interruption) -> CommandOutcome? { throw .cancelled }

    func answer(_ question: Question, patience: Cancellation.Patience) async throws(Interruption) -> Answer? {
        throw .cancelled
    }

    func pause(_ duration: Duration, patience: Cancellation.Patience) async throws(Interruption) {}

    func append(_ record: JournalRecord, isDurable: Bool) throws(JournalFailure) -> Int? { nil }

    func observe(_ event: RunEvent) {}

    func checkCancellation(_ patience: Cancellation.Patience) throws(Interruption) {}
}
