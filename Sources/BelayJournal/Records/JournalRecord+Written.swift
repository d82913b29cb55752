import BelayData
import BelayRuntime
import BelaySource

/// A record as the members of its line; docs/journal.md names them all.
extension JournalRecord {
    var kind: String {
        switch self {
        case .started: "started"
        case .intent: "intent"
        case .outcome: "outcome"
        case .bound: "bound"
        case .decided: "decided"
        case .answered: "answered"
        case .entered: "entered"
        case .left: "left"
        case .failed: "failed"
        case .stepFailed: "step-failed"
        case .recovered: "recovered"
        case .unwinding: "unwinding"
        case .finished: "finished"
        case .looked: "looked"
        case .resumed: "resumed"
        }
    }

    /// In the order in which they are written, without the kind.
    var members: [(name: String, value: DataValue)] {
        switch self {
        case .started(let record): record.members
        case .intent(let record):
            [
                ("effect", .number(record.number)), ("step", .string(record.step.written)),
                ("sign", .string(record.sign)), ("location", .string(record.location)),
                ("command", .string(record.command)),
            ] + optional("undo", record.undo?.written) + record.whereabouts
        case .outcome(let record):
            [("effect", .number(record.number))] + record.ending.members + [
                ("tail", .string(record.tail)), ("duration", .seconds(record.duration)),
            ] + optional("output", record.output) + optional("witness", record.witness?.rawValue)
        case .bound(let record):
            [("step", .string(record.step.written)), ("name", .string(record.name))]
                + [record.output.map { ("output", .number($0)) } ?? ("value", record.value.written)]
                + (record.isGiven ? [("given", true)] : []) + optional("seal", record.seal?.written)
        case .decided(let record):
            [
                ("step", .string(record.step.written)), ("what", .string(record.what)),
                ("truth", .string(record.truth.rawValue)),
            ]
        case .answered(let record):
            [
                ("step", .string(record.step.written)), ("question", .string(record.question)),
                ("answer", .string(record.answer)),
            ]
        case .entered(let step, let kind, let title):
            [("step", .string(step.written)), ("what", .string(kind.rawValue)), ("title", .string(title))]
        case .left(let step, let ending): [("step", .string(step.written))] + ending.members
        case .failed(let failure): [("failure", failure.written)]
        case .stepFailed(let record):
            [
                ("step", .string(record.step.written)), ("what", .string(record.kind.rawValue)),
                ("title", .string(record.title)), ("failure", record.failure.written),
                ("duration", .seconds(record.duration)),
            ]
        case .recovered(let step, let failure): [("step", .string(step.written)), ("failure", failure.written)]
        case .unwinding(let step, let from): [("step", .string(step.written))] + optional("from", from?.written)
        case .finished(let record): record.members
        case .looked(let step, let session): [("step", .string(step.written)), ("session", .string(session))]
        case .resumed(let record):
            [
                ("digests", .array(record.digests.map { .string($0) })), ("version", .string(record.version)),
                ("host", .string(record.host)), ("user", .string(record.user)), ("process", .number(record.process)),
            ]
        }
    }
}

typealias Member = (name: String, value: DataValue)

func optional(_ name: String, _ text: String?) -> [Member] { text.map { [(name, .string($0))] } ?? [] }

extension DataValue {
    static func seconds(_ duration: Duration) -> DataValue {
        guard let number = Number(duration.writtenSeconds) else {
            preconditionFailure("a duration is written as a number")
        }
        return .number(number)
    }

    static func members(_ members: [Member]) -> DataValue {
        var object = Object()
        for member in members { object[member.name] = member.value }
        return .object(object)
    }
}

extension JournalRecord.Intent {
    /// Facts to look for it by when it outlives Belay.
    fileprivate var whereabouts: [Member] {
        guard let place = place.flatMap({ Value($0) }), let limit else { return [] }
        return [("place", place.written), ("limit", .seconds(limit)), ("recorded", .bool(isRecorded))]
    }
}

extension JournalRecord.Started {
    /// The version of the journal's form. Readers keep what they do not know.
    static let form = 1

    fileprivate var members: [Member] {
        let parameters = parameters.map { DataValue.array([.string($0.name), $0.value.written]) }
        return [
            ("journal", .number(Self.form)), ("run", .string(run)), ("title", .string(title)),
            ("runbook", .string(runbook)), ("digests", .array(digests.map { .string($0) })),
            ("parameters", .array(parameters)),
        ] + writtenSeals + optional("lock", lock) + (isSession ? [("session", true)] : []) + [
            ("folder", .string(folder)), ("begun", .string(begun)), ("version", .string(version)),
            ("host", .string(host)),
            ("user", .string(user)), ("process", .number(process)),
        ]
    }
}

extension JournalRecord.Started {
    private var writtenSeals: [Member] {
        let sorted = seals.sorted { $0.key < $1.key }
        return sorted.isEmpty ? [] : [("seals", .members(sorted.map { ($0.key, .string($0.value.written)) }))]
    }
}

extension JournalRecord.Finished {
    fileprivate var members: [Member] {
        let written: [Member] = [("outcome", .string(outcome.rawValue))] + optional("message", message)
        let steps: [Member] = again.isEmpty ? [] : [("again", .array(again.map { .string($0.written) }))]
        return written + [("leftover", .array(pendingUndo.map(\.written)))] + steps
            + (changedNothing ? [("unchanged", true)] : [])
            + list("handlerFailures", handlerFailures.map(\.written)) + report.members
    }
}

extension CommandOutcome.Ending {
    fileprivate var members: [Member] {
        switch self {
        case .exited(let status): [("ending", "exited"), ("status", .number(status))]
        case .signalled(let signal): [("ending", "signalled"), ("signal", .number(signal))]
        case .timedOut: [("ending", "timed-out")]
        case .unreachable(let reason): [("ending", "unreachable"), ("reason", .string(reason))]
        case .notStarted(let reason): [("ending", "not-started"), ("reason", .string(reason))]
        case .unknown(let reason): [("ending", "unknown"), ("reason", .string(reason))]
        case .cancelled: [("ending", "cancelled")]
        }
    }
}

extension StepEnd.Ending {
    fileprivate var members: [Member] {
        switch self {
        case .done: [("ending", "done")]
        case .alreadyDone: [("ending", "already-done")]
        case .failed(let failure): [("ending", "failed"), ("failure", failure.written)]
        case .skipped(let reason): [("ending", "skipped"), ("reason", .string(reason))]
        case .cancelled: [("ending", "cancelled")]
        }
    }
}

extension Failure {
    var written: DataValue { .members(members) }

    private var members: [Member] {
        [("kind", .string(kind.rawValue)), ("message", .string(message)), ("step", .string(step.written))]
            + optional("command", command) + (status.map { [("status", .number($0))] } ?? []) + [
                ("output", .string(output)), ("location", .string(location)), ("file", .number(span.file.rawValue)),
                ("start", .number(span.start)), ("end", .number(span.end)),
            ]
    }
}
