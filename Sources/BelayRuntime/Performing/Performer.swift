import BelayData
import BelayLanguage

/// Answers for the world while a program is walked: there is one interpreter, and several performers.
///
/// What is not known without the world is `nil`; the interpreter continues with a value that says so.
protocol Performer: Sendable {
    /// What is true of the whole walk because of who performs.
    var mode: WalkMode { get }

    /// The time by which waits and commands are measured.
    var now: Duration { get }

    /// - Parameter begun: called when a change is written down and right before it begins, with its position among the
    ///   records of the run, nil in a plan.
    func perform(
        _ effect: CommandEffect, patience: Cancellation.Patience, begun: @escaping @Sendable (_ order: Int?) -> Void
    ) async throws(Interruption) -> CommandOutcome?

    /// What a file that a command is to read holds; nil where nothing is read.
    func content(ofFile path: String, patience: Cancellation.Patience) async throws(Interruption)
        -> Result<FileContent, FileRefusal>?

    /// The fate of a change of a resumed run, according to the machine that it was begun on.
    func recoveredStatus(of effect: RunHistory.Effect, patience: Cancellation.Patience) async throws(Interruption)
        -> RecoveredStatus

    func answer(_ question: Question, patience: Cancellation.Patience) async throws(Interruption) -> Answer?

    /// The decision about a step that has failed and holds.
    func hold(
        _ question: Question, from stepContext: StepContext, patience: Cancellation.Patience
    ) async throws(Interruption) -> Answer?

    func pause(_ duration: Duration, patience: Cancellation.Patience) async throws(Interruption)

    /// The date, the time and the zone; nil where no time passes.
    var clock: (any RunClock)? { get }

    func wait(until moment: Timestamp, patience: Cancellation.Patience) async throws(Interruption)

    /// Writes a record down, and gives its number; nil where nothing is written. An effect whose intent cannot be written
    /// is not started.
    @discardableResult
    func append(_ record: JournalRecord, isDurable: Bool) throws(JournalFailure) -> Int?

    func observe(_ event: RunEvent)

    /// Throws when the operator has asked to end the run.
    func checkCancellation(_ patience: Cancellation.Patience) throws(Interruption)

    /// A statement is about to run. A plan has an end, whatever the runbook says.
    func begin(_ statement: Statement, at step: StepPath) throws(Interruption)

    /// A branch of an `if` is taken, counted from zero, its `else` last; nil where it has none and none is taken.
    func take(_ branch: Int?, of choice: Choice)

    /// Whether a person is there whom a failed step holds for.
    var holdsFailures: Bool { get }

    /// Whether a person is there who answers what was not answered beforehand.
    var isAttended: Bool { get }

    /// A change that the journal knows was found again in the runbook.
    func markFound(_ step: StepPath)

    var redactor: Redactor { get }

    /// The number of the change of this step whose output is in the journal.
    func keptOutput(of step: StepPath) -> Int?

    var seals: SealCache { get }

    /// The secrets of the run that cannot be had again: whoever uses one asks for it.
    var lostSecrets: LostSecrets { get }
}

extension Performer {
    /// Only a live run looks.
    func content(ofFile path: String, patience: Cancellation.Patience) async throws(Interruption)
        -> Result<FileContent, FileRefusal>?
    { nil }

    /// Only a live run asks.
    func recoveredStatus(
        of effect: RunHistory.Effect, patience: Cancellation.Patience
    ) async throws(Interruption) -> RecoveredStatus { .unknown("") }
    var holdsFailures: Bool { false }
    var isAttended: Bool { false }
    var clock: (any RunClock)? { nil }
    func wait(until moment: Timestamp, patience: Cancellation.Patience) async throws(Interruption) {}
    func markFound(_ step: StepPath) {}
    func keptOutput(of step: StepPath) -> Int? { nil }
    func begin(_ statement: Statement, at step: StepPath) throws(Interruption) {}
    func take(_ branch: Int?, of choice: Choice) {}

    func hold(
        _ question: Question, from stepContext: StepContext, patience: Cancellation.Patience
    ) async throws(Interruption) -> Answer? { try await answer(question, patience: patience) }

    /// The secret that is lost and that the value stands for.
    func lostSecret(of value: Value) -> LostSecret? {
        if case .unknown(let name) = value { lostSecrets.secret(name) } else { nil }
    }

    /// From now on no secret of the value appears anywhere.
    func hide(_ value: Value) { redactor.hide(value) }

    /// Text in which no secret is left.
    func redacted(_ text: String) -> String { redactor.redacted(text) }
}
