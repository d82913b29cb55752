public import BelayRuntime
import BelaySource
import BelaySyntax

/// The events of a run that is over, from its records. What a journal does not keep is not told: reads, and what an await
/// saw.
public struct RunReplay: Sendable {
    private struct Begun {
        var step: StepPath
        var kind: StepKind
        var at: Duration
    }

    private var begun: [Begun] = []
    /// The output of changes that is a value, by their numbers.
    private var outputs: [Int: String] = [:]
    private var intents: [Int: JournalRecord.Intent] = [:]
    private var failure: Failure?
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
                .runStarted(RunStart(id: started.run, title: started.title, stepCount: 0, lock: started.lock))
            ]
        case .entered(let step, let kind, let title):
            begun.append(Begun(step: step, kind: kind, at: time))
            return [.stepStarted(StepStart(step: step, kind: kind, title: PlannedText(title), span: Self.nowhere))]
        case .left(let step, let ending):
            guard let index = begun.lastIndex(where: { $0.step == step }) else {
                // A step that a person went past after it had failed.
                guard case .skipped = ending else { return [] }
                return [.stepFinished(StepEnd(step: step, kind: .statement, ending: ending, duration: .zero))]
            }
            let ended = begun.remove(at: index)
            if case .failed(let failure) = ending, self.failure == nil { self.failure = failure }
            return [.stepFinished(StepEnd(step: step, kind: ended.kind, ending: ending, duration: time - ended.at))]
        case .intent(let intent):
            intents[intent.number] = intent
            return [.stepStarted(intent.start)]
        case .outcome(let settled): return finish(settled)
        case .answered(let answered):
            let question = Question(kind: .confirm, step: answered.step, text: PlannedText(answered.question))
            return [.questionAsked(question), .questionAnswered(answered.step, .text(answered.answer))]
        case .bound(let bound):
            // A name with a space is not a name of the runbook, but what Belay itself keeps.
            if bound.name.contains(" ") { return [] }
            let value = bound.value { outputs[$0] }
            let given = bound.isGiven ? ", entered by a person" : ""
            return [.said(bound.step, .plain("\(bound.name) = \(value.shown)\(given)"))]
        case .stepFailed(let failed):
            return [
                .stepStarted(failed.start),
                .stepFinished(
                    StepEnd(
                        step: failed.step, kind: failed.kind, ending: .failed(failed.failure),
                        duration: failed.duration)),
            ]
        case .recovered(let handler, let failure):
            let words = "recovered from the failure at \(failure.step): \(failure.message)"
            return [.said(handler, .recovered(words))]
        case .decided, .failed, .unwinding: return []
        case .looked(let step, let session):
            return [.said(step, .plain("Somebody looked around: session \(session)"))]
        case .resumed:
            failure = nil
            return [.said(StepPath(), .plain("The run was resumed."))]
        case .finished(let finished): return [.runFinished(end(finished, after: time - origin))]
        }
    }

    /// Commands whose outcome was never written down: what they did is not known.
    public var unsettled: [JournalRecord.Intent] { intents.values.sorted { $0.number < $1.number } }

    private mutating func finish(_ settled: JournalRecord.OutcomeRecord) -> [RunEvent] {
        guard let intent = intents.removeValue(forKey: settled.number) else { return [] }
        outputs[settled.number] = settled.output
        let ending = settled.ending(of: intent)
        if case .failed(let failure) = ending, self.failure == nil { self.failure = failure }
        return [
            .stepFinished(StepEnd(step: intent.step, kind: .command, ending: ending, duration: settled.duration))
        ]
    }

    private func end(_ finished: JournalRecord.Finished, after duration: Duration) -> RunEnd {
        var failure = finished.report.failures.first ?? failure
        if failure == nil, let message = finished.message {
            failure = Failure(kind: .fail, message: message, step: StepPath(), span: Self.nowhere)
        }
        let hasFailure = finished.outcome != .done && finished.outcome != .abandoned
        var end = RunEnd(
            outcome: finished.outcome, failure: hasFailure ? failure : nil, handlerFailures: finished.handlerFailures,
            pendingUndo: finished.pendingUndo, duration: duration)
        end.report = finished.report
        end.changedNothing = finished.changedNothing
        return end
    }

    fileprivate static let nowhere = Span(file: FileNumber(0), start: 0, end: 0)
}

extension JournalRecord.Intent {
    /// The command as it was begun.
    fileprivate var start: StepStart {
        let sign = CommandSign(rawValue: sign) ?? .changes
        let place = location.isEmpty ? Location.local : Location(host: PlannedText(location))
        let effect = CommandEffect(
            step: step, sign: sign, location: place, script: PlannedText(command), isPipeline: false, environment: [],
            input: nil, limit: sign.usualLimit, isCaptured: false, number: number)
        return StepStart(
            step: step, kind: .command, title: PlannedText(command), effect: effect, span: RunReplay.nowhere)
    }
}

extension JournalRecord.FailedStep {
    /// As it was shown: a command leaves this record where it only read.
    fileprivate var start: StepStart {
        guard kind == .command, let command = failure.command else {
            return StepStart(step: step, kind: kind, title: PlannedText(title), span: RunReplay.nowhere)
        }
        let place = failure.location.isEmpty ? Location.local : Location(host: PlannedText(failure.location))
        let effect = CommandEffect(
            step: step, sign: .reads, location: place, script: PlannedText(command), isPipeline: false, environment: [],
            input: nil, limit: CommandSign.reads.usualLimit, isCaptured: false, number: 0)
        return StepStart(
            step: step, kind: .command, title: PlannedText(command), effect: effect, span: RunReplay.nowhere)
    }
}

extension JournalRecord.OutcomeRecord {
    fileprivate func ending(of intent: JournalRecord.Intent) -> StepEnd.Ending {
        let place = intent.location.isEmpty ? "" : " on \(intent.location)"
        let kind: Failure.Kind
        let message: String
        var status: Int?
        switch ending {
        case .exited(0): return .done
        case .cancelled: return .cancelled
        case .exited(let code):
            (kind, message, status) = (.command, "exit status \(code)\(place)", code)
        case .signalled(let signal): (kind, message) = (.command, "killed by signal \(signal)\(place)")
        case .timedOut: (kind, message) = (.deadline, "the command\(place) did not finish in time")
        case .unreachable(let reason): (kind, message) = (.unreachable, reason)
        case .notStarted(let reason): (kind, message) = (.command, reason)
        case .unknown(let reason): (kind, message) = (.unknown, reason)
        }
        return .failed(
            Failure(
                kind: kind, message: message, step: intent.step, command: intent.command, status: status, output: tail,
                location: intent.location, span: RunReplay.nowhere))
    }
}
