public import BelayRuntime

/// The events of a run that is over, from its records. What a journal does not keep is not told: reads that a condition or a
/// value asked and that went well, what an await saw before its end, and what commands were fed.
public struct RunReplay: Sendable {
    private struct Open {
        var entered: JournalRecord.Entered
        var at: Duration
    }

    private struct Change {
        var intent: JournalRecord.Intent
        var outcome: JournalRecord.OutcomeRecord?
    }

    private var open: [Open] = []
    private var changes: [Int: Change] = [:]
    private var firstRecord: Duration?
    /// The runbook and its libraries, as its journal names it.
    public private(set) var beginning: JournalRecord.Started?

    public init() {}

    /// `time` is when the record was written, from any origin.
    public mutating func take(_ record: JournalRecord, at time: Duration) -> [RunEvent] {
        let origin = firstRecord ?? time
        firstRecord = origin
        switch record {
        case .started(let started):
            beginning = started
            return [
                .runStarted(
                    RunStart(
                        id: started.run, title: started.title, stepCount: started.stepCount, lock: started.lock))
            ]
        case .entered(let entered):
            open.append(Open(entered: entered, at: time))
            return [
                .stepStarted(
                    StepStart(
                        step: entered.step, kind: entered.kind, title: PlannedText(entered.title), span: entered.span))
            ]
        case .ended(let ended): return finish(ended, at: time)
        case .intent(let intent):
            changes[intent.number] = Change(intent: intent)
            return [.stepStarted(StepStart(intent.effect))]
        case .outcome(let outcome): return finish(outcome)
        case .answered(let answered):
            guard let question = question(of: answered) else { return [] }
            return [.questionAsked(question), .questionAnswered(answered.step, answered.answer)]
        case .bound(let bound):
            // The others are kept by Belay for itself.
            guard bound.key.kind == .variable, let name = bound.key.name else { return [] }
            let value = bound.value { changes[$0]?.outcome?.output } ?? .none
            let given = bound.isGiven ? ", entered by a person" : ""
            return [.said(bound.step, .plain("\(name) = \(value.shown)\(given)"))]
        case .stepFailed(let failed):
            return [
                .stepStarted(failed.start),
                .stepFinished(
                    StepEnd(
                        step: failed.step, kind: failed.start.kind, ending: .failed(failed.failure),
                        duration: failed.duration)),
            ]
        case .noted(let noted):
            let step = noted.finding.step
            return [
                .stepStarted(
                    StepStart(step: step, kind: .note, title: PlannedText(noted.title), span: noted.span)),
                .said(step, .noted(noted.finding.text)),
                .stepFinished(StepEnd(step: step, kind: .note, ending: .done, duration: .zero)),
            ]
        case .recovered(let handler, let failure):
            let words = "recovered from the failure at \(failure.step): \(failure.message)"
            return [.said(handler, .recovered(words))]
        case .decided, .failed, .alwaysStarted: return []
        case .inspected(let step, let session):
            return [.said(step, .plain("Somebody looked around: session \(session)"))]
        case .resumed: return [.said(StepPath(), .plain("The run was resumed."))]
        case .finished(let finished): return [.runFinished(end(finished, after: finished.duration ?? time - origin))]
        }
    }

    /// Commands whose outcome was never written down: what they did is not known.
    public var unsettled: [JournalRecord.Intent] {
        changes.values.filter { $0.outcome == nil }.map(\.intent).sorted { $0.number < $1.number }
    }

    private mutating func finish(_ ended: JournalRecord.Ended, at time: Duration) -> [RunEvent] {
        guard let index = open.lastIndex(where: { $0.entered.step == ended.step }) else {
            if let account = ended.account { return account.events(of: ended) }
            // A step that a person went past after it had failed. That another one is over was told by what it did.
            guard case .skipped = ended.ending else { return [] }
            return [
                .stepFinished(StepEnd(step: ended.step, kind: .statement, ending: ended.ending, duration: .zero))
            ]
        }
        let begun = open.remove(at: index)
        let shown = ended.account?.messages(at: ended.step) ?? []
        return shown + [
            .stepFinished(
                StepEnd(
                    step: ended.step, kind: begun.entered.kind, ending: ended.ending, duration: time - begun.at))
        ]
    }

    private mutating func finish(_ outcome: JournalRecord.OutcomeRecord) -> [RunEvent] {
        guard let change = changes[outcome.number] else { return [] }
        changes[outcome.number]?.outcome = outcome
        // What was settled later has been told as unknown before.
        if change.outcome != nil { return [] }
        return outcome.shownOutput(of: change.intent.step) + [
            .stepFinished(
                StepEnd(
                    step: change.intent.step, kind: .command, ending: outcome.ending(of: change.intent),
                    duration: outcome.duration))
        ]
    }

    /// Nil when it is about a change that is not in the journal.
    private func question(of answered: JournalRecord.Answered) -> Question? {
        let kind: Question.Kind
        switch answered.asked {
        case .confirm: kind = .confirm
        case .pointOfNoReturn(let lock): kind = .pointOfNoReturn(lock: PlannedText(lock))
        case .ask(let name, let type, let defaultValue):
            kind = .ask(name: name, type: type, defaultValue: defaultValue)
        case .manual(let hasCondition): kind = .manual(hasCondition: hasCondition)
        case .approval(let wanted): kind = .approval(wanted)
        case .hold(let failure):
            kind = .hold(HeldStep(failure: failure, canWaitLonger: false, passing: .refused, handlers: []))
        case .outcome(let number):
            guard let change = changes[number] else { return nil }
            kind = .outcome(
                DoubtfulChange(
                    effect: change.intent.effect, ran: change.outcome?.duration, tail: change.outcome?.tail ?? ""))
        }
        return Question(kind: kind, step: answered.step, text: PlannedText(answered.question))
    }

    private func end(_ finished: JournalRecord.Finished, after duration: Duration) -> RunEnd {
        var end = RunEnd(
            outcome: finished.outcome, failure: finished.report.failures.first,
            handlerFailures: finished.handlerFailures, pendingUndo: finished.pendingUndo, duration: duration)
        end.report = finished.report
        end.changedNothing = finished.changedNothing
        return end
    }
}

extension StepStart {
    fileprivate init(_ effect: CommandEffect) {
        self.init(step: effect.step, kind: .command, title: effect.script, effect: effect, span: effect.span)
    }
}

extension JournalRecord.Intent {
    /// The command as it was begun.
    fileprivate var effect: CommandEffect {
        var effect = CommandEffect(
            step: step, sign: sign, location: place, script: PlannedText(command), isPipeline: false, environment: [],
            input: nil, limit: limit, allowed: allowed, isCaptured: false, undoing: undo, span: span)
        effect.input = inputFile.map {
            .file(CommandEffect.InputFile(path: PlannedText($0.path), content: $0.content))
        }
        effect.output = outputFile.map { CommandEffect.OutputFile(path: PlannedText($0)) }
        return effect
    }
}

extension JournalRecord.FailedStep {
    fileprivate var start: StepStart {
        switch subject {
        case .command(let sign, let place, let text, let allowed):
            StepStart(
                CommandEffect(
                    step: step, sign: sign, location: place, script: PlannedText(text), isPipeline: false,
                    environment: [], input: nil, limit: allowed, isCaptured: false, span: span))
        case .statement(let title):
            StepStart(step: step, kind: .statement, title: PlannedText(title), span: span)
        }
    }
}

extension JournalRecord.OutcomeRecord {
    fileprivate func ending(of intent: JournalRecord.Intent) -> StepEnd.Ending {
        switch ending {
        case .exited(0): return .done
        case .cancelled: return .cancelled
        case .exited, .signalled, .timedOut, .unreachable, .notStarted, .unknown, .fileFailed:
            let reason = ending.reason(at: intent.place, allowed: intent.allowed)
            return .failed(
                Failure(
                    kind: reason.kind, message: reason.message, step: intent.step, command: intent.command,
                    status: reason.status, output: tail, location: intent.place, span: intent.span))
        }
    }
}
