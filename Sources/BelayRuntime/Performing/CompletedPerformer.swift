/// Walks through what a run has done before it was resumed: nothing is shown and nothing written down again. What the
/// journal does not keep, such as a secret, is read again.
final class CompletedPerformer: Performer {
    private let live: any Performer

    init(_ live: any Performer) { self.live = live }

    var now: Duration { live.now }
    var walksEveryPath: Bool { false }
    var holdsFailures: Bool { false }
    var history: RunHistory? { live.history }
    var isPast: Bool { true }
    var onlyRecalls: Bool { live.onlyRecalls }
    var redactor: Redactor { live.redactor }

    func meet(_ step: StepPath) { live.meet(step) }

    func fits(_ seal: SecretSeal, _ value: Value) -> Bool { live.fits(seal, value) }

    /// Nothing of what is behind needs it; a handler that is to come may.
    func lose(_ secret: LostSecret) { live.lose(secret) }

    func lostSecret(_ name: String) -> LostSecret? { live.lostSecret(name) }

    func perform(
        _ effect: CommandEffect, patience: Cancellation.Patience, begun: @Sendable (_ order: Int?) -> Void
    ) async throws(Interruption) -> CommandOutcome? {
        try await live.perform(effect, patience: patience, begun: begun)
    }

    func recoveredStatus(
        of effect: RunHistory.Effect, patience: Cancellation.Patience
    ) async throws(Interruption) -> RecoveredStatus { try await live.recoveredStatus(of: effect, patience: patience) }

    func answer(_ question: Question, patience: Cancellation.Patience) async throws(Interruption) -> Answer? {
        try await live.answer(question, patience: patience)
    }

    func pause(_ duration: Duration, patience: Cancellation.Patience) async throws(Interruption) {}

    func append(_ record: JournalRecord, isDurable: Bool) throws(JournalFailure) -> Int? { nil }

    func observe(_ event: RunEvent) {}

    func checkCancellation(_ patience: Cancellation.Patience) throws(Interruption) {
        try live.checkCancellation(patience)
    }
}
