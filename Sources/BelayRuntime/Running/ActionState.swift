import BelayLanguage
import Synchronization

/// A `done when` with the names and the place it was asked with, to be asked again.
struct DoneWhen: Sendable {
    var condition: ValueExpression
    var frame: Frame
    var context: ExecutionContext
}

/// An action that runs. Its undo is registered right before its first change, with what was bound by then: what
/// was never done is never undone.
final class ActionState: Sendable {
    private struct State {
        var frame: Frame
        var isRegistered = false
        var doneWhen: DoneWhen?
        var mayBeDone = false
    }

    let definition: DefinitionNumber
    let hasUndo: Bool
    let step: StepPath
    let title: PlannedText
    /// As it was where the action was called.
    let context: ExecutionContext
    private let state: Mutex<State>

    init(
        definition: DefinitionNumber, hasUndo: Bool, step: StepPath, title: PlannedText, context: ExecutionContext,
        frame: Frame
    ) {
        self.definition = definition
        self.hasUndo = hasUndo
        self.step = step
        self.title = title
        self.context = context
        state = Mutex(State(frame: frame))
    }

    /// Keeps what is bound now, until the undo is registered.
    func keep(_ frame: Frame) {
        state.withLock { if !$0.isRegistered { $0.frame = frame } }
    }

    /// The action's `done when`, as it stood when it was first asked.
    var doneWhen: DoneWhen? { state.withLock { $0.doneWhen } }

    /// Whether a plan does not know if all of it is done already.
    var mayBeDone: Bool {
        get { state.withLock { $0.mayBeDone } }
        set { state.withLock { $0.mayBeDone = newValue } }
    }

    func keep(_ doneWhen: DoneWhen) { state.withLock { $0.doneWhen = doneWhen } }

    /// `order` is where the first change stands among the records of the run; nil in a plan.
    func registerUndo(order: Int? = nil) {
        guard hasUndo else { return }
        let entry: UndoEntry? = state.withLock { state in
            if state.isRegistered { return nil }
            state.isRegistered = true
            return UndoEntry(
                definition: definition, step: step, title: title, frame: state.frame, context: context,
                doneWhen: state.doneWhen)
        }
        if let entry { context.undoLog.append(.undo(entry), iterations: context.position.iterations, order: order) }
    }
}
