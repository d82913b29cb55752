import BelayData
import BelayRuntime
import BelaySyntax

extension JournalRecord.Entered {
    var members: [Member] {
        [
            ("step", .step(step)), ("what", .string(kind.rawValue)), ("title", .string(title)), ("span", .span(span)),
        ]
    }

    init(_ members: Members) throws(Members.Mismatch) {
        self.init(
            step: try members.step("step"), kind: try members.choice("what"), title: try members.text("title"),
            span: try members.span("span"))
    }
}

extension JournalRecord.Ended {
    var members: [Member] {
        [("step", .step(step))] + ending.members + optional("account", account?.written)
    }

    init(_ members: Members) throws(Members.Mismatch) {
        self.init(step: try members.step("step"), ending: try StepEnd.Ending(members))
        if members.object["account"] != nil { account = try JournalRecord.Account(members.members("account")) }
    }
}

extension JournalRecord.Account {
    fileprivate var written: DataValue {
        .members(
            [("what", .string(kind.rawValue)), ("title", .string(title))] + optional("place", place?.written) + [
                ("duration", .seconds(duration))
            ] + optional("shown", shown.isEmpty ? nil : shown) + [("span", .span(span))])
    }

    fileprivate init(_ members: Members) throws(Members.Mismatch) {
        self.init(
            kind: try members.choice("what"), title: try members.text("title"),
            place: members.object["place"] == nil ? nil : try Location(members.members("place")),
            duration: try members.duration("duration"), shown: try members.textIfPresent("shown") ?? "",
            span: try members.span("span"))
    }
}

extension StepEnd.Ending {
    private enum Name: String {
        case done
        case alreadyDone = "already-done"
        case failed
        case skipped
        case cancelled
    }

    private var name: Name {
        switch self {
        case .done: .done
        case .alreadyDone: .alreadyDone
        case .failed: .failed
        case .skipped: .skipped
        case .cancelled: .cancelled
        }
    }

    var members: [Member] {
        let written: [Member] = [("ending", .string(name.rawValue))]
        return switch self {
        case .failed(let failure): written + [("failure", failure.written)]
        case .skipped(let reason): written + [("reason", .string(reason))]
        case .done, .alreadyDone, .cancelled: written
        }
    }

    init(_ members: Members) throws(Members.Mismatch) {
        let name: Name = try members.choice("ending")
        self =
            switch name {
            case .done: .done
            case .alreadyDone: .alreadyDone
            case .failed: .failed(try Failure(members.members("failure")))
            case .skipped: .skipped(try members.text("reason"))
            case .cancelled: .cancelled
            }
    }
}

extension JournalRecord.Noted {
    var members: [Member] { finding.members + [("title", .string(title)), ("span", .span(span))] }

    init(_ members: Members) throws(Members.Mismatch) {
        self.init(finding: try Finding(members), title: try members.text("title"), span: try members.span("span"))
    }
}

extension Finding {
    var members: [Member] { [("step", .step(step)), ("text", .string(text))] }

    init(_ members: Members) throws(Members.Mismatch) {
        self.init(step: try members.step("step"), text: try members.text("text"))
    }
}

extension JournalRecord.FailedStep {
    var members: [Member] {
        let written: [Member] =
            switch subject {
            case .command(let sign, let place, let text, let allowed):
                [
                    ("sign", .string(sign.rawValue)), ("place", place.written), ("command", .string(text)),
                    ("allowed", .seconds(allowed)),
                ]
            case .statement(let title): [("title", .string(title))]
            }
        return [("step", .step(step))] + written + [
            ("failure", failure.written), ("duration", .seconds(duration)), ("span", .span(span)),
        ]
    }

    init(_ members: Members) throws(Members.Mismatch) {
        let subject: Subject =
            if let title = try members.textIfPresent("title") {
                .statement(title: title)
            } else {
                .command(
                    sign: try members.choice("sign"), place: try Location(members.members("place")),
                    text: try members.text("command"), allowed: try members.duration("allowed"))
            }
        self.init(
            step: try members.step("step"), subject: subject, failure: try Failure(members.members("failure")),
            duration: try members.duration("duration"), span: try members.span("span"))
    }
}

extension Failure {
    var written: DataValue {
        let lost = lostOutput.map { [Member("lostOutput", .members(optional("name", $0.name)))] } ?? []
        return .members(
            [("kind", .string(kind.rawValue)), ("message", .string(message)), ("step", .step(step))]
                + optional("command", command) + (status.map { [("status", .number($0))] } ?? []) + [
                    ("output", .string(output)), ("place", location.written), ("span", .span(span)),
                ] + optional("missingSecret", missingSecret) + lost)
    }

    init(_ members: Members) throws(Members.Mismatch) {
        self.init(
            kind: try members.choice("kind"), message: try members.text("message"), step: try members.step("step"),
            command: try members.textIfPresent("command"), status: try members.numberIfPresent("status"),
            output: try members.text("output"), location: try Location(members.members("place")),
            span: try members.span("span"))
        missingSecret = try members.textIfPresent("missingSecret")
        if members.object["lostOutput"] != nil {
            lostOutput = LostOutput(name: try members.members("lostOutput").textIfPresent("name"))
        }
    }
}
