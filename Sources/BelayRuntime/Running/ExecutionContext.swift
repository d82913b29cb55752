import BelayLanguage

/// The surroundings of a statement while it runs. Blocks hand a changed copy to what they hold.
struct ExecutionContext: Sendable {
    var location: Location = .local
    var environment: [CommandEffect.Variable] = []
    var input: CommandEffect.Input?
    /// When the enclosing `within` ends, on the run's clock.
    var deadline: Duration?
    /// The time limit of the enclosing `within`, for the plan and for messages.
    var limit: Duration?
    /// When this asking of an await ends; an inner `within` says otherwise.
    var askingDeadline: Duration?
    var guards: [ActiveGuard] = []
    /// The number of the enclosing numbered block.
    var path = StepPath()
    /// In a session: the count of numbers given to inputs that are not kept.
    var passedNumbers = 0
    /// The step that reads belong to, while a condition or a value is asked for.
    var step = StepPath()
    /// The log in which actions with an undo are registered.
    var undoLog: UndoLog
    /// The side-by-side iterations that this runs in, outermost first.
    var turns: UndoLog.Turns = []
    /// In a handler: what `undo` unwinds.
    var handled: Handled?
    /// The handlers that are armed, innermost first, as they are written.
    var handlers: [String] = []
    /// Actions that run, outermost first.
    var actions: [ActionState] = []
    /// `$failure` in a handler.
    var failure: Failure?
    /// In `always`, and in what a first cancel lets finish: only the second one ends it.
    var isShielded = false
    /// In a probe: a failure is an answer, so nothing holds.
    var isProbing = false
    /// In an attempt of `retry` that is not the last.
    var isRetried = false
    /// In a probe: told when a plan cannot know whether it holds.
    var undecided: UndecidedWatch?
    /// The undo block that runs, for the journal.
    var undoing: StepPath?
    /// In an undo block: the `done when` of what is undone.
    var undone: UndoneWhen?
    /// The name that is bound to what a change prints.
    var boundName: String?
    /// Names are looked up only to be shown.
    var isTitle = false
    /// A person has had this step tried again: what the journal says of it no longer counts.
    var isAnew = false
}

extension ExecutionContext {
    /// The number of a statement or a handler of the enclosing numbered block.
    func number(_ ordinal: Int) -> StepPath {
        path.appending(.ordinal(path.components.isEmpty ? passedNumbers + ordinal : ordinal))
    }
}

/// The part of a log that was written in the block that a handler is armed in.
struct Handled: Sendable {
    var log: UndoLog
    var since: Int
    var turns: UndoLog.Turns
}

/// A `guard` around what runs, with the names and the place it was written with.
final class ActiveGuard: Sendable {
    let condition: ValueExpression
    let message: ValueExpression?
    let frame: Frame
    let scope: ExecutionContext

    init(condition: ValueExpression, message: ValueExpression?, frame: Frame, scope: ExecutionContext) {
        self.condition = condition
        self.message = message
        self.frame = frame
        self.scope = scope
    }
}

/// The `done when` of an action that is undone, and the undo block.
final class UndoneWhen: Sendable {
    let doneWhen: DoneWhen
    let body: Block

    init(doneWhen: DoneWhen, body: Block) {
        self.doneWhen = doneWhen
        self.body = body
    }
}
