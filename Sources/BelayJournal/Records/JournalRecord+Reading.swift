import BelayData
import BelayRuntime
import BelaySource

extension JournalRecord {
    /// Nil when this version does not know such a record.
    init?(kind: String, _ json: DataValue) {
        guard let members = try? Members(json), let record = try? Self.read(kind, members) else { return nil }
        self = record
    }

    private static func read(_ kind: String, _ members: Members) throws(Members.Mismatch) -> JournalRecord {
        switch kind {
        case "started": .started(try Started(members))
        case "intent": .intent(try Intent(members))
        case "outcome":
            .outcome(
                OutcomeRecord(
                    number: try members.number("effect"), ending: try CommandOutcome.Ending(members),
                    tail: try members.text("tail"), duration: try members.duration("duration"),
                    output: try members.textIfPresent("output"),
                    witness: try members.choiceIfPresent("witness")))
        case "bound":
            .bound(
                Bound(
                    step: try members.step("step"), name: try members.text("name"),
                    value: members.object["output"] == nil ? try Value(written: members.member("value")) : .none,
                    isGiven: try members.flag("given"), seal: try members.sealIfPresent("seal"),
                    output: try members.numberIfPresent("output")))
        case "decided":
            .decided(
                Decided(
                    step: try members.step("step"), what: try members.text("what"),
                    truth: try members.choice("truth")))
        case "answered":
            .answered(
                Answered(
                    step: try members.step("step"), question: try members.text("question"),
                    answer: try members.text("answer")))
        case "entered":
            .entered(try members.step("step"), try members.choice("what"), title: try members.text("title"))
        case "left": .left(try members.step("step"), try StepEnd.Ending(members))
        case "failed": .failed(try Failure(members.members("failure")))
        case "step-failed":
            .stepFailed(
                FailedStep(
                    step: try members.step("step"), kind: try members.choice("what"), title: try members.text("title"),
                    failure: try Failure(members.members("failure")), duration: try members.duration("duration")))
        case "recovered": .recovered(try members.step("step"), try Failure(members.members("failure")))
        case "unwinding": .unwinding(try members.step("step"), from: try members.stepIfPresent("from"))
        case "looked": .looked(try members.step("step"), session: try members.text("session"))
        case "finished":
            .finished(
                Finished(
                    outcome: try members.choice("outcome"), message: try members.textIfPresent("message"),
                    pendingUndo: try members.pendingUndo("leftover"), again: try members.steps("again"),
                    changedNothing: try members.flag("unchanged"),
                    handlerFailures: try members.failures("handlerFailures"), report: try RunReport(members)))
        case "resumed":
            .resumed(
                Resumed(
                    digests: try members.texts("digests"), version: try members.text("version"),
                    host: try members.text("host"), user: try members.text("user"),
                    process: try members.number("process")))
        default: throw Members.Mismatch()
        }
    }
}

extension JournalRecord.Started {
    fileprivate init(_ members: Members) throws(Members.Mismatch) {
        guard try members.number("journal") == Self.form else { throw Members.Mismatch() }
        var parameters: [Value.Field] = []
        for pair in try members.elements("parameters") {
            guard let parts = pair.array, parts.count == 2, let name = parts[0].string else {
                throw Members.Mismatch()
            }
            parameters.append(Value.Field(name: name, value: try Value(written: parts[1])))
        }
        self.init(
            run: try members.text("run"), title: try members.text("title"), runbook: try members.text("runbook"),
            digests: try members.texts("digests"), parameters: parameters, lock: try members.textIfPresent("lock"),
            isSession: try members.flag("session"), folder: try members.text("folder"),
            begun: try members.text("begun"), version: try members.text("version"), host: try members.text("host"),
            user: try members.text("user"),
            process: try members.number("process"))
        seals = try members.seals("seals")
    }
}

extension JournalRecord.Intent {
    fileprivate init(_ members: Members) throws(Members.Mismatch) {
        self.init(
            number: try members.number("effect"), step: try members.step("step"), sign: try members.text("sign"),
            location: try members.text("location"), command: try members.text("command"),
            undo: try members.stepIfPresent("undo"))
        guard members.object["place"] != nil else { return }
        guard let place = try Value(written: members.member("place")).location else { throw Members.Mismatch() }
        self.place = place
        limit = try members.duration("limit")
        isRecorded = try members.flag("recorded")
    }
}

extension CommandOutcome.Ending {
    fileprivate init(_ members: Members) throws(Members.Mismatch) {
        switch try members.text("ending") {
        case "exited": self = .exited(try members.number("status"))
        case "signalled": self = .signalled(try members.number("signal"))
        case "timed-out": self = .timedOut
        case "unreachable": self = .unreachable(try members.text("reason"))
        case "not-started": self = .notStarted(try members.text("reason"))
        case "unknown": self = .unknown(try members.text("reason"))
        case "cancelled": self = .cancelled
        default: throw Members.Mismatch()
        }
    }
}

extension StepEnd.Ending {
    fileprivate init(_ members: Members) throws(Members.Mismatch) {
        switch try members.text("ending") {
        case "done": self = .done
        case "already-done": self = .alreadyDone
        case "failed": self = .failed(try Failure(members.members("failure")))
        case "skipped": self = .skipped(try members.text("reason"))
        case "cancelled": self = .cancelled
        default: throw Members.Mismatch()
        }
    }
}

extension Members {
    func failures(_ name: String) throws(Mismatch) -> [Failure] {
        var failures: [Failure] = []
        for json in try elementsIfPresent(name) { failures.append(try Failure(Members(json))) }
        return failures
    }

    fileprivate func pendingUndo(_ name: String) throws(Mismatch) -> [PendingUndo] {
        var found: [PendingUndo] = []
        for json in try elements(name) { found.append(try PendingUndo(Members(json))) }
        return found
    }
}

extension Failure {
    fileprivate init(_ members: Members) throws(Members.Mismatch) {
        let span = Span(
            file: FileNumber(try members.number("file")), start: try members.number("start"),
            end: try members.number("end"))
        var status: Int?
        if members.object["status"] != nil { status = try members.number("status") }
        self.init(
            kind: try members.choice("kind"), message: try members.text("message"), step: try members.step("step"),
            command: try members.textIfPresent("command"), status: status, output: try members.text("output"),
            location: try members.text("location"), span: span)
    }
}
