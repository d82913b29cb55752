import BelayData
import BelayRuntime

/// What a plan says, an object each, in the order of the walk.
extension RunEvent {
    /// Nil for what no plan says.
    var planned: DataValue? {
        switch self {
        case .stepStarted(let start): .members([("event", .string("step"))] + start.planned)
        case .questionAsked(let question): .members([("event", .string("question"))] + question.planned)
        case .said(let step, .pointOfNoReturn(let text)):
            .members([("event", .string("point-of-no-return")), ("step", .step(step)), ("text", .string(text))])
        case .said(let step, .difference(let text)):
            .members([("event", .string("difference")), ("step", .step(step)), ("text", .string(text))])
        case .said(let step, .noted(let text)):
            .members([("event", .string("noted")), ("step", .step(step)), ("text", .string(text))])
        case .said(let step, .recovered(let text)):
            .members([("event", .string("recovered")), ("step", .step(step)), ("text", .string(text))])
        case .said(let step, .batch(let text)):
            .members([("event", .string("batch")), ("step", .step(step)), ("text", .string(text))])
        case .said(let step, .plain(let text)):
            .members([("event", .string("said")), ("step", .step(step)), ("text", .string(text))])
        case .handlerStarted(let start):
            .members([
                ("event", .string("handler")), ("step", .step(start.step)), ("reason", .string(start.reason.rawValue)),
                ("title", start.title.written),
            ])
        case .branchStarted(let start): .members([("event", .string("branch"))] + start.planned)
        case .branchEnded(let step): .members([("event", .string("branch-end")), ("step", .step(step))])
        case .stepFinished(let end):
            .members(
                [("event", .string("step-end")), ("step", .step(end.step)), ("what", .string(end.kind.rawValue))]
                    + end.ending.members)
        case .runStarted, .stepOutput, .strandStarted, .strandEnded, .awaitObserved, .questionAnswered, .runFinished:
            nil
        }
    }

    init(planned members: Members) throws(Members.Mismatch) {
        let step = try members.step("step")
        switch try members.text("event") {
        case "step": self = .stepStarted(try StepStart(planned: members, of: step))
        case "question": self = .questionAsked(try Question(planned: members, of: step))
        case "point-of-no-return": self = .said(step, .pointOfNoReturn(try members.text("text")))
        case "difference": self = .said(step, .difference(try members.text("text")))
        case "noted": self = .said(step, .noted(try members.text("text")))
        case "recovered": self = .said(step, .recovered(try members.text("text")))
        case "batch": self = .said(step, .batch(try members.text("text")))
        case "said": self = .said(step, .plain(try members.text("text")))
        case "handler":
            self = .handlerStarted(
                HandlerStart(step: step, reason: try members.choice("reason"), title: try members.planned("title")))
        case "branch": self = .branchStarted(try BranchStart(planned: members, of: step))
        case "branch-end": self = .branchEnded(step)
        case "step-end":
            self = .stepFinished(
                StepEnd(
                    step: step, kind: try members.choice("what"), ending: try StepEnd.Ending(members), duration: .zero))
        default: throw Members.Mismatch()
        }
    }
}

extension StepStart {
    fileprivate var planned: [Member] {
        [("step", .step(step)), ("what", .string(kind.rawValue)), ("title", title.written)]
            + optional("command", effect?.planned) + optional("lasting", lasting.map(DataValue.seconds))
            + [("span", .span(span))]
    }

    fileprivate init(planned members: Members, of step: StepPath) throws(Members.Mismatch) {
        self.init(
            step: step, kind: try members.choice("what"), title: try members.planned("title"),
            effect: members.object["command"] == nil
                ? nil : try CommandEffect(planned: members.members("command"), of: step),
            lasting: members.object["lasting"] == nil ? nil : try members.duration("lasting"),
            span: try members.span("span"))
    }
}

extension BranchStart {
    fileprivate var planned: [Member] {
        [("step", .step(step))] + optional("title", title?.written) + list("conditions", conditions.map(\.written))
            + optional("alternative", if: isAlternative) + [("span", .span(span))]
    }

    fileprivate init(planned members: Members, of step: StepPath) throws(Members.Mismatch) {
        var conditions: [PlannedText] = []
        for json in try members.elementsIfPresent("conditions") { conditions.append(try PlannedText(written: json)) }
        self.init(
            step: step, title: try members.plannedIfPresent("title"), conditions: conditions,
            isAlternative: try members.flag("alternative"), span: try members.span("span"))
    }
}

extension Question {
    fileprivate var planned: [Member] {
        guard let asked else { return [("step", .step(step)), ("text", text.written)] }
        return [("step", .step(step))] + asked.members + [("text", text.written)]
    }

    fileprivate init(planned members: Members, of step: StepPath) throws(Members.Mismatch) {
        guard let kind = try Kind(JournalRecord.Answered.Asked(members)) else { throw Members.Mismatch() }
        self.init(kind: kind, step: step, text: try members.planned("text"))
    }
}
