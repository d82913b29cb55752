/// Walks through what a run has done before it was resumed: nothing is shown and nothing written down again. What the
/// journal does not keep, such as a secret, is read again.
final class CompletedPerformer: Performer {
    private let live: any Performer

    let mode: WalkMode

    init(_ live: any Performer) {
        self.live = live
        mode = live.mode.ofPast
    }

    var now: Duration { live.now }
    var redactor: Redactor { live.redactor }
    var seals: SealCache { live.seals }
    /// Nothing of what is behind needs one; a handler that is to come may.
    var lostSecrets: LostSecrets { live.lostSecrets }

    func markFound(_ step: StepPath) { live.markFound(step) }

    func perform(
        _ effect: CommandEffect, patience: Cancellation.Patience, begun: @escaping @Sendable (_ order: Int?) -> Void
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
