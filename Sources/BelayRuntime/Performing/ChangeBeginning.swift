import Synchronization

/// A change on its way into the world: it is written down durably right before each time that it begins, and after it has
/// ended.
final class ChangeBeginning: Sendable {
    private struct State {
        /// What it is known by since it was written down last.
        var identity: ChangeIdentity?
        /// Why it did not begin again.
        var refusal: Interruption?
    }

    private let effect: CommandEffect
    private let performer: LivePerformer
    private let begun: @Sendable (_ order: Int?) -> Void
    private let state = Mutex(State())

    /// - Parameter begun: called with the position of each intent among the records of the run.
    init(_ effect: CommandEffect, of performer: LivePerformer, begun: @escaping @Sendable (_ order: Int?) -> Void) {
        self.effect = effect
        self.performer = performer
        self.begun = begun
    }

    /// Returns when it may be performed: its intent is written down, and is where whoever takes the run over finds it.
    /// - Parameter isRecorded: its place keeps a record of it.
    func begin(isRecorded: Bool) async throws(Interruption) -> ChangeIdentity {
        var identity = performer.newIdentity(isRecorded: isRecorded)
        let number = try performer.write(intentOf: effect, identity)
        begun(number)
        state.withLock { $0.identity = identity }
        guard let number else { return identity }
        do throws(Interruption) {
            identity.deadline = try await performer.share(through: number, before: effect)
        } catch {
            // It has not begun, and will not.
            let words = error.trouble?.failure.message ?? "it was cancelled before it began"
            try end(CommandOutcome(ending: .notStarted(words)), by: .belay)
            throw error
        }
        return identity
    }

    /// It has not begun for want of a record. That is written down, and that it begins without one.
    func beginUnrecorded(because reason: String) async -> ChangeIdentity? {
        do throws(Interruption) {
            try end(CommandOutcome(ending: .notStarted(reason)), by: .remoteHost)
            try performer.checkCancellation(.endsAtSecond)
            return try await begin(isRecorded: false)
        } catch {
            state.withLock { $0.refusal = error }
            return nil
        }
    }

    /// - Parameter source: who says so, where that is not the command itself.
    func end(_ outcome: CommandOutcome, by source: JournalRecord.OutcomeSource? = nil) throws(Interruption) {
        let state = state.withLock { $0 }
        if let refusal = state.refusal { throw refusal }
        guard let identity = state.identity else { preconditionFailure("a change ends after it has begun") }
        try performer.write(outcome, of: effect, identity, by: source)
    }
}
