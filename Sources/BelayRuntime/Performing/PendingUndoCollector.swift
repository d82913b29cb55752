import BelaySyntax
import Synchronization

/// Keeps of a walk what a person who does the same has to do and to look at, in order.
final class PendingUndoCollector: RunObserver {
    private let collected = Mutex(PendingUndoLines())

    var lines: [PendingUndo.Line] { collected.withLock(\.lines) }

    func observe(_ event: Redacted<RunEvent>) { collected.withLock { $0.take(event.content) } }
}

private struct PendingUndoLines {
    private(set) var lines: [PendingUndo.Line] = []
    private var walk = PlanWalk()

    mutating func take(_ event: RunEvent) {
        if case .branchEnded = event, let last = walk.open.last, last.isShown, last.start.title != nil {
            lines.append(.words("}"))
        }
        walk.handle(event)
        switch event {
        case .stepStarted(let start): take(start)
        case .questionAsked(let question): add(.words(question.heading + question.text.shown))
        case .runStarted, .stepOutput, .said, .awaitObserved, .questionAnswered, .handlerStarted, .branchStarted,
            .branchEnded, .strandStarted, .strandEnded, .stepFinished, .runFinished:
            return
        }
    }

    private mutating func take(_ start: StepStart) {
        if let effect = start.effect {
            if effect.sign != .reads { add(.command(effect)) }
            return
        }
        switch start.kind {
        case .expect, .await, .wait, .fail: add(.words(start.kind.word + start.title.shown))
        case .phase, .step, .action, .command, .read, .question, .say, .note, .edit, .loop, .retry, .repeat, .together,
            .between, .handler, .undo, .place, .statement:
            return
        }
    }

    /// The line, and before it the branches that it is the first line of.
    private mutating func add(_ line: PendingUndo.Line) {
        for (_, title, start) in walk.takeUnshown() {
            if start.isAlternative {
                // The branch before it is its last line: its end, or, where nothing is in it, its beginning.
                if lines.last == .words("}") { lines.removeLast() }
                lines.append(.words("} \(title.shown) {"))
            } else {
                lines.append(.words("\(title.shown) {"))
            }
        }
        lines.append(line)
    }
}
