public import BelayData
public import BelayRuntime

/// A run for machines: one object an event, with the names that the reference promises.
public struct RunLines: Sendable {
    private var run = ""
    /// The beginning of a line that a command has not finished yet.
    private var unfinished: [Stream: OutputLines] = [:]

    private struct Stream: Hashable {
        var step: StepPath
        var stream: OutputPiece.Stream
    }

    private let spelling: CommandSpelling

    public init(spelling: @escaping CommandSpelling) { self.spelling = spelling }

    /// Output comes as an object per line.
    public mutating func handle(_ event: RunEvent, at: Timestamp) -> [DataValue] {
        switch event {
        case .runStarted(let start):
            run = start.id
            return [
                object("run.started", at, nil) {
                    $0["title"] = .string(start.title)
                    $0["steps"] = .number(start.stepCount)
                    $0["lock"] = start.lock.map(DataValue.string) ?? .null
                }
            ]
        case .stepStarted(let start): return [object("step.started", at, start.step) { $0.describe(start) }]
        case .stepOutput(let step, let piece): return lines(of: piece, step, at)
        case .said(let step, let message): return [said(message, step, at)]
        case .awaitObserved(let observation): return [observed(observation, at)]
        case .questionAsked(let question):
            return [
                object("question.asked", at, question.step) {
                    $0["kind"] = .string(question.name)
                    $0["text"] = .string(question.text.shown)
                    guard case .outcome(let change) = question.kind else { return }
                    $0["target"] = .string(change.effect.location.shown)
                    $0["command"] = .string(change.effect.script.shown)
                    $0["output"] = .string(change.tail)
                }
            ]
        case .questionAnswered, .branchStarted, .branchEnded, .strandStarted, .strandEnded: return []
        case .handlerStarted(let start):
            return [
                object("handler.started", at, start.step) {
                    $0["reason"] = .string(start.reason.rawValue)
                    $0["title"] = .string(start.title.shown)
                }
            ]
        case .stepFinished(let end): return rest(of: end.step, at) + [finished(end, at)]
        case .runFinished(let end): return [finished(end, at)]
        }
    }

    private func object(
        _ event: String, _ at: Timestamp, _ step: StepPath?, _ fill: (inout DataValue.Object) -> Void
    ) -> DataValue {
        var object = DataValue.Object()
        object["at"] = .string(at.description)
        object["event"] = .string(event)
        object["run"] = .string(run)
        if let step { object["step"] = .string(step.description) }
        fill(&object)
        return .object(object)
    }

    private mutating func lines(of piece: OutputPiece, _ step: StepPath, _ at: Timestamp) -> [DataValue] {
        let stream = Stream(step: step, stream: piece.stream)
        var found: [DataValue] = []
        var lines = unfinished[stream] ?? OutputLines()
        lines.take(piece.bytes) { found.append(output(String(decoding: $0, as: UTF8.self), stream, at)) }
        unfinished[stream] = lines
        return found
    }

    private mutating func rest(of step: StepPath, _ at: Timestamp) -> [DataValue] {
        var found: [DataValue] = []
        for name in [OutputPiece.Stream.output, .error] {
            let stream = Stream(step: step, stream: name)
            guard var lines = unfinished.removeValue(forKey: stream) else { continue }
            lines.finish { found.append(output(String(decoding: $0, as: UTF8.self), stream, at)) }
        }
        return found
    }

    private func output(_ text: String, _ stream: Stream, _ at: Timestamp) -> DataValue {
        object("step.output", at, stream.step) {
            $0["stream"] = .string(stream.stream.rawValue)
            $0["text"] = .string(text)
        }
    }

    /// Belay's own messages come in streams of their own.
    private func said(_ message: Message, _ step: StepPath, _ at: Timestamp) -> DataValue {
        let (stream, text) =
            switch message {
            case .plain(let text): ("say", text)
            case .difference(let text): ("difference", text)
            case .pointOfNoReturn(let text): ("point-of-no-return", text)
            case .recovered(let text): ("recovered", text)
            case .noted(let text): ("note", text)
            case .batch(let text): ("batch", text)
            }
        return object("step.output", at, step) {
            $0["stream"] = .string(stream)
            $0["text"] = .string(text)
        }
    }

    private func observed(_ observation: AwaitObservation, _ at: Timestamp) -> DataValue {
        object("await.observed", at, observation.step) {
            $0["truth"] = .string(observation.truth.rawValue)
            $0["seen"] = .string(observation.seen)
            $0["elapsedSeconds"] = .seconds(observation.elapsed)
            $0["remainingSeconds"] = .seconds(observation.remaining)
            $0["streakSeconds"] = .seconds(observation.streak)
        }
    }

    private func finished(_ end: StepEnd, _ at: Timestamp) -> DataValue {
        object("step.finished", at, end.step) {
            $0["kind"] = .string(end.kind.rawValue)
            $0["ending"] = .string(end.name)
            if case .skipped(let reason) = end.ending { $0["reason"] = .string(reason) }
            if case .failed(let failure) = end.ending { $0["failure"] = failure.json }
            $0["seconds"] = .seconds(end.duration)
        }
    }

    private func finished(_ end: RunEnd, _ at: Timestamp) -> DataValue {
        object("run.finished", at, nil) {
            $0["outcome"] = .string(end.outcome.rawValue)
            $0["status"] = .number(Int(end.exitStatus))
            $0["seconds"] = .seconds(end.duration)
            $0["resumable"] = .bool(end.isResumable)
            $0["failure"] = end.failure?.json ?? .null
            $0["handlerFailures"] = .array(end.handlerFailures.map(\.json))
            $0["failures"] = .array(end.report.failures.map(\.json))
            $0["loops"] = .array(end.report.loops.map(\.json))
            $0["notes"] = .array(end.report.notes.map(\.json))
            $0["skipped"] = .array(end.report.skipped.map(\.json))
            $0["recovered"] = .array(end.report.recovered.map(\.json))
            $0["handlersNotRun"] = .array(end.report.idleHandlers.map { .string($0) })
            $0["notUndone"] = .array(end.pendingUndo.map { $0.json(spelling) })
        }
    }
}
