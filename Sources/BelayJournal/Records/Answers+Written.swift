import BelayData
import BelayLanguage
import BelayRuntime

extension JournalRecord.Answered {
    var members: [Member] {
        [("step", .step(step))] + asked.members + [("question", .string(question))] + answer.members
            + optional("before", if: isGivenBefore)
    }

    init(_ members: Members) throws(Members.Mismatch) {
        self.init(
            step: try members.step("step"), asked: try Asked(members), question: try members.text("question"),
            answer: try Answer(members), isGivenBefore: try members.flag("before"))
    }
}

extension JournalRecord.Answered.Asked {
    private enum Name: String {
        case confirm
        case pointOfNoReturn = "point-of-no-return"
        case ask
        case manual
        case approval
        case outcome
        case hold
    }

    private var name: Name {
        switch self {
        case .confirm: .confirm
        case .pointOfNoReturn: .pointOfNoReturn
        case .ask: .ask
        case .manual: .manual
        case .approval: .approval
        case .outcome: .outcome
        case .hold: .hold
        }
    }

    var members: [Member] {
        let written: [Member] = [("asked", .string(name.rawValue))]
        return switch self {
        case .confirm: written
        case .pointOfNoReturn(let lock): written + [("lock", .string(lock))]
        case .ask(let name, let type, let defaultValue):
            written + [("name", .string(name)), ("type", type.written)] + optional("default", defaultValue)
        case .approval(let wanted):
            written + optional("count", wanted.count.map { .number($0) })
                + optional("within", wanted.within.map(DataValue.seconds))
        case .manual(let hasCondition): written + optional("condition", if: hasCondition)
        case .outcome(let number): written + [("effect", .number(number))]
        case .hold(let failure): written + [("failure", failure.written)]
        }
    }

    init(_ members: Members) throws(Members.Mismatch) {
        let name: Name = try members.choice("asked")
        self =
            switch name {
            case .confirm: .confirm
            case .pointOfNoReturn: .pointOfNoReturn(lock: try members.text("lock"))
            case .ask:
                .ask(
                    name: try members.text("name"), type: try ValueType(written: members.member("type")),
                    defaultValue: try members.textIfPresent("default"))
            case .approval:
                .approval(
                    WantedApprovals(
                        count: try members.numberIfPresent("count"),
                        within: members.object["within"] == nil ? nil : try members.duration("within")))
            case .manual: .manual(hasCondition: try members.flag("condition"))
            case .outcome: .outcome(of: try members.number("effect"))
            case .hold: .hold(try Failure(members.members("failure")))
            }
    }
}

extension Answer {
    private enum Name: String {
        case yes
        case no
        case seen
        case text
        case retry
        case waitLonger = "wait-longer"
        case runHandlers = "run-handlers"
        case skip
        case give
        case stop
        case approved
        case rejected
        case unapproved
        case happened
        case didNotHappen = "did-not-happen"
        case none
    }

    private var name: Name {
        switch self {
        case .yes: .yes
        case .no: .no
        case .seen: .seen
        case .text: .text
        case .retry: .retry
        case .waitLonger: .waitLonger
        case .runHandlers: .runHandlers
        case .skip: .skip
        case .give: .give
        case .stop: .stop
        case .approved: .approved
        case .rejected: .rejected
        case .unapproved: .unapproved
        case .happened: .happened
        case .didNotHappen: .didNotHappen
        case .none: .none
        }
    }

    fileprivate var members: [Member] {
        let written: [Member] = [("answer", .string(name.rawValue))]
        return switch self {
        case .approved(let people): written + [("people", .strings(people))]
        case .text(let text), .give(let text), .skip(let text), .rejected(let text), .unapproved(let text):
            written + [("text", .string(text))]
        case .waitLonger(let time): written + [("longer", .string(time.writtenSeconds))]
        case .yes, .no, .seen, .retry, .runHandlers, .stop, .happened, .didNotHappen, .none: written
        }
    }

    fileprivate init(_ members: Members) throws(Members.Mismatch) {
        let name: Name = try members.choice("answer")
        self =
            switch name {
            case .yes: .yes
            case .no: .no
            case .seen: .seen
            case .text: .text(try members.text("text"))
            case .retry: .retry
            case .waitLonger: .waitLonger(try members.wait("longer"))
            case .runHandlers: .runHandlers
            case .skip: .skip(reason: try members.text("text"))
            case .give: .give(try members.text("text"))
            case .stop: .stop
            case .approved: .approved(try members.texts("people"))
            case .rejected: .rejected(try members.text("text"))
            case .unapproved: .unapproved(try members.text("text"))
            case .happened: .happened
            case .didNotHappen: .didNotHappen
            case .none: Answer.none
            }
    }
}

extension Members {
    /// Journals of before have no time: it was five minutes.
    fileprivate func wait(_ name: String) throws(Mismatch) -> Duration {
        guard let text = try textIfPresent(name) else { return .seconds(300) }
        return Duration(writtenSeconds: text) ?? .seconds(300)
    }
}
