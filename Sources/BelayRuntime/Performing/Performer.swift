import BelayLanguage

/// Answers for the world while a program is walked: there is one interpreter, and several performers.
///
/// What is not known without the world is `nil`; the interpreter continues with a value that says so.
protocol Performer: Sendable {
    /// The time by which waits and commands are measured.
    var now: Duration { get }

    /// - Parameter begun: called when a change is written down and right before it begins, with its position among the
    ///   records of the run, nil in a plan.
    func perform(
        _ effect: CommandEffect, patience: Cancellation.Patience, begun: @Sendable (_ order: Int?) -> Void
    ) async throws(Interruption) -> CommandOutcome?

    /// The fate of a change of a resumed run, according to the machine that it was begun on.
    func recoveredStatus(of effect: RunHistory.Effect, patience: Cancellation.Patience) async throws(Interruption)
        -> RecoveredStatus

    func answer(_ question: Question, patience: Cancellation.Patience) async throws(Interruption) -> Answer?

    /// The decision about a step that has failed and holds.
    func hold(
        _ question: Question, from stepContext: StepContext, patience: Cancellation.Patience
    ) async throws(Interruption) -> Answer?

    func pause(_ duration: Duration, patience: Cancellation.Patience) async throws(Interruption)

    /// Writes a record down, and gives its number; nil where nothing is written. An effect whose intent cannot be written
    /// is not started.
    @discardableResult
    func append(_ record: JournalRecord, isDurable: Bool) throws(JournalFailure) -> Int?

    func observe(_ event: RunEvent)

    /// Throws when the operator has asked to end the run.
    func checkCancellation(_ patience: Cancellation.Patience) throws(Interruption)

    /// A statement is about to run. A plan has an end, whatever the runbook says.
    func begin(_ statement: Statement, at step: StepPath) throws(Interruption)

    /// A plan: a failure does not end the walk, and handlers and all branches that may run are walked.
    var walksEveryPath: Bool { get }

    /// True if a failed step holds and asks a person.
    var holdsFailures: Bool { get }

    /// The journal's records of a resumed run; nil for a new one and for a plan.
    var history: RunHistory? { get }

    /// All that is walked has been done: nothing is asked, told or written down for it.
    var isPast: Bool { get }

    /// Nothing is asked of the world: what the journal knows is all there is.
    var onlyRecalls: Bool { get }

    /// A change that the journal knows was found again in the runbook.
    func meet(_ step: StepPath)

    var redactor: Redactor { get }

    /// The number of the change of this step whose output is in the journal.
    func keptOutput(of step: StepPath) -> Int?

    /// True if a value is the one that was sealed.
    func fits(_ seal: SecretSeal, _ value: Value) -> Bool

    /// A secret of the run cannot be had again: whoever uses it asks for it.
    func lose(_ secret: LostSecret)

    /// The lost secret that the unknown value of this name represents, if any.
    func lostSecret(_ name: String) -> LostSecret?

    /// It was asked for, and this is it.
    func give(_ value: Value, for secret: LostSecret)

    func givenSecret(_ secret: LostSecret) -> Value?
}

extension Performer {
    /// Only a live run asks.
    func recoveredStatus(
        of effect: RunHistory.Effect, patience: Cancellation.Patience
    ) async throws(Interruption) -> RecoveredStatus { .unknown("") }
    var history: RunHistory? { nil }
    var isPast: Bool { false }
    var onlyRecalls: Bool { false }
    func meet(_ step: StepPath) {}
    func keptOutput(of step: StepPath) -> Int? { nil }
    func fits(_ seal: SecretSeal, _ value: Value) -> Bool { seal.fits(value) }
    func lose(_ secret: LostSecret) {}
    func lostSecret(_ name: String) -> LostSecret? { nil }
    func give(_ value: Value, for secret: LostSecret) {}
    func givenSecret(_ secret: LostSecret) -> Value? { nil }
    func begin(_ statement: Statement, at step: StepPath) throws(Interruption) {}

    func hold(
        _ question: Question, from stepContext: StepContext, patience: Cancellation.Patience
    ) async throws(Interruption) -> Answer? { try await answer(question, patience: patience) }

    /// The secret that is lost and that the value stands for.
    func lostSecret(of value: Value) -> LostSecret? {
        if case .unknown(let name) = value { lostSecret(name) } else { nil }
    }

    /// From now on no secret of the value appears anywhere.
    func conceal(_ value: Value) { redactor.conceal(value) }

    /// Text in which no secret is left.
    func redacted(_ text: String) -> String { redactor.redacted(text) }
}
