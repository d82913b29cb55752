import Synchronization

/// Walks through what the journal knows and ends where a run would continue: nothing is performed, asked or written
/// down.
final class ReplayPerformer: Performer {
    let mode: WalkMode
    let redactor = Redactor()
    let seals = SealCache()
    let lostSecrets = LostSecrets()
    private let found = Mutex<Set<StepPath>>([])

    init(_ history: RunHistory) { mode = .replay(history) }

    /// The steps of the changes that were found again.
    var metSteps: Set<StepPath> { found.withLock { $0 } }

    var now: Duration { .zero }

    func markFound(_ step: StepPath) { found.withLock { _ = $0.insert(step) } }

    func perform(
        _ effect: CommandEffect, patience: Cancellation.Patience, begun: @escaping @Sendable (_ order: Int?) -> Void
    ) async throws(Interruption) -> CommandOutcome? { throw .cancelled }

    func answer(_ question: Question, patience: Cancellation.Patience) async throws(Interruption) -> Answer? {
        throw .cancelled
    }

    func pause(_ duration: Duration, patience: Cancellation.Patience) async throws(Interruption) {}

    func append(_ record: JournalRecord, isDurable: Bool) throws(JournalFailure) -> Int? { nil }

    func observe(_ event: RunEvent) {}

    func checkCancellation(_ patience: Cancellation.Patience) throws(Interruption) {}
}
