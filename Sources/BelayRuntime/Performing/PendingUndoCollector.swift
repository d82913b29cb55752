import BelaySyntax
import Synchronization

/// Keeps of a walk what a person who does the same has to do and to look at, in order.
final class PendingUndoCollector: RunObserver {
    fileprivate struct State {
        var lines: [PendingUndo.Line] = []
        /// The branches around what comes next, outermost first: true for one that has a line of its own.
        var branches: [Bool] = []
    }

    private let state = Mutex(State())

    var lines: [PendingUndo.Line] { state.withLock(\.lines) }

    func observe(_ event: Redacted<RunEvent>) {
        state.withLock { state in
            switch event.content {
            case .stepStarted(let start): state.add(start)
            case .questionAsked(let question): state.lines.append(.words(question.heading + question.text.shown))
            case .branchStarted(let branch): state.begin(branch)
            case .branchEnded: state.endBranch()
            case .runStarted, .stepOutput, .said, .awaitObserved, .questionAnswered, .handlerStarted, .strandStarted,
                .strandEnded, .stepFinished, .runFinished:
                break
            }
        }
    }
}

extension PendingUndoCollector.State {
    fileprivate mutating func add(_ start: StepStart) {
        if let effect = start.effect {
            if effect.sign != .reads { lines.append(.command(effect)) }
            return
        }
        switch start.kind {
        case .expect, .await, .wait, .fail: lines.append(.words(start.kind.word + start.title.shown))
        case .phase, .step, .action, .command, .read, .question, .say, .note, .edit, .loop, .retry, .repeat, .together,
            .between, .handler, .undo, .place, .statement:
            break
        }
    }

    fileprivate mutating func begin(_ branch: BranchStart) {
        branches.append(branch.title != nil)
        guard let title = branch.title else { return }
        if !branch.isAlternative {
            lines.append(.words("\(title.shown) {"))
        } else if lines.last == .words("}") {
            lines[lines.count - 1] = .words("} \(title.shown) {")
        } else {
            // Nothing that a person does is in the branch before it, which has no line then.
            lines.append(.words("\((branch.conditions.last ?? title).shown) {"))
        }
    }

    /// A branch with nothing in it is left out.
    fileprivate mutating func endBranch() {
        guard branches.popLast() == true else { return }
        guard case .words(let last)? = lines.last, last.hasSuffix(" {") else {
            lines.append(.words("}"))
            return
        }
        if last.hasPrefix("} ") { lines[lines.count - 1] = .words("}") } else { lines.removeLast() }
    }
}
