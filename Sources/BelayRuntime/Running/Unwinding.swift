import BelayLanguage
import BelaySource

/// What happens when something fails or is about to change: who undoes it, who is armed, and what was written down for that.
struct Unwinding: Sendable {
    /// Where actions with an undo are registered.
    var undoLog: UndoLog
    /// Actions that run, outermost first.
    var actions: [ActionState] = []
    /// Asked before each change, outermost first.
    var guards: [ActiveGuard] = []
    /// The handlers that are armed, innermost first, as they are written in the runbook.
    var handlers: [Span] = []
    /// In a handler: what `undo` unwinds.
    var handled: Handled?
    /// `$failure` in a handler.
    var failure: Failure?
    /// In `always`, and in what a first cancel lets finish: only the second one ends it.
    var isShielded = false
    /// In an attempt of `retry` that is not the last.
    var isRetried = false
    /// The step whose undo block runs, for the journal.
    var undoing: StepPath?
    /// In an undo block: the `done when` of what is undone.
    var undone: UndoneWhen?

    init(undoLog: UndoLog) { self.undoLog = undoLog }

    /// A handler's own steps are not what a later `undo` unwinds.
    /// - Parameters:
    ///   - mark: where the log stood when the block began that the handler is armed in.
    ///   - iterations: those that this block runs in.
    func ofHandler(since mark: Int, in iterations: UndoLog.Iterations) -> Unwinding {
        var unwinding = self
        unwinding.handled = Handled(log: undoLog, since: mark, iterations: iterations)
        unwinding.undoLog = UndoLog()
        unwinding.isRetried = false
        return unwinding
    }

    /// An undo block meets failures as whoever unwinds does, and belongs to none of the actions that run.
    func ofUndo(of entry: UndoEntry, _ body: Block) -> Unwinding {
        var unwinding = self
        unwinding.undoLog = UndoLog()
        unwinding.actions = []
        unwinding.handled = nil
        unwinding.isRetried = false
        unwinding.undoing = entry.step
        unwinding.undone = entry.doneWhen.map { UndoneWhen(doneWhen: $0, body: body) }
        return unwinding
    }
}

/// The part of a log that was written in the block that a handler is armed in.
struct Handled: Sendable {
    var log: UndoLog
    var since: Int
    var iterations: UndoLog.Iterations
}

/// A `guard` around what runs, with the names and the place it was written with.
final class ActiveGuard: Sendable {
    let condition: ValueExpression
    let message: ValueExpression?
    let frame: Frame
    let context: ExecutionContext

    init(condition: ValueExpression, message: ValueExpression?, frame: Frame, context: ExecutionContext) {
        self.condition = condition
        self.message = message
        self.frame = frame
        self.context = context
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
