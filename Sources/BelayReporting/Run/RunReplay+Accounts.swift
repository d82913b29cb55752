import BelayLanguage
import BelayRuntime
import BelaySyntax

/// The steps of which there is no record but that they are over.
extension JournalRecord.Account {
    /// The step from its beginning to its end.
    func events(of ended: JournalRecord.Ended) -> [RunEvent] {
        [.stepStarted(start(at: ended.step))] + messages(at: ended.step) + [
            .stepFinished(StepEnd(step: ended.step, kind: kind, ending: ended.ending, duration: duration))
        ]
    }

    /// What it showed besides its line.
    func messages(at step: StepPath) -> [RunEvent] {
        switch kind {
        case .say: [.said(step, .plain(title))]
        case .edit: [.said(step, .difference(shown))]
        case .command where !shown.isEmpty: [.printed(shown, at: step)]
        case .phase, .step, .action, .command, .read, .await, .wait, .expect, .question, .note, .loop, .retry, .repeat,
            .together, .between, .handler, .undo, .fail, .place, .statement:
            []
        }
    }

    private func start(at step: StepPath) -> StepStart {
        guard kind == .command else {
            return StepStart(step: step, kind: kind, title: PlannedText(title), span: span)
        }
        let effect = CommandEffect(
            step: step, sign: .reads, location: place ?? .local, script: PlannedText(title), isPipeline: false,
            environment: [], input: nil, limit: UsualLimits().reads, isCaptured: false, span: span)
        return StepStart(step: step, kind: kind, title: effect.script, effect: effect, span: span)
    }
}

extension JournalRecord.OutcomeRecord {
    /// The last lines that the change printed.
    func shownOutput(of step: StepPath) -> [RunEvent] { tail.isEmpty ? [] : [.printed(tail, at: step)] }
}

extension RunEvent {
    fileprivate static func printed(_ text: String, at step: StepPath) -> RunEvent {
        .stepOutput(step, OutputPiece(stream: .output, bytes: Array(text.utf8)))
    }
}
