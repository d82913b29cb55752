import BelayData
import BelayRuntime

extension JournalRecord {
    /// The `kind` of a record's line.
    enum Kind: String, CaseIterable {
        case started
        case entered
        case ended
        case intent
        case outcome
        case bound
        case decided
        case answered
        case failed
        case stepFailed = "step-failed"
        case noted
        case recovered
        case alwaysStarted = "always-started"
        case inspected
        case finished
        case resumed
    }

    var kind: Kind {
        switch self {
        case .started: .started
        case .entered: .entered
        case .ended: .ended
        case .intent: .intent
        case .outcome: .outcome
        case .bound: .bound
        case .decided: .decided
        case .answered: .answered
        case .failed: .failed
        case .stepFailed: .stepFailed
        case .noted: .noted
        case .recovered: .recovered
        case .alwaysStarted: .alwaysStarted
        case .inspected: .inspected
        case .finished: .finished
        case .resumed: .resumed
        }
    }

    /// The members of its line, in the order in which they are written; docs/journal.md names them all.
    var members: [Member] {
        switch self {
        case .started(let record): record.members
        case .entered(let record): record.members
        case .ended(let record): record.members
        case .intent(let record): record.members
        case .outcome(let record): record.members
        case .bound(let record): record.members
        case .decided(let record): record.members
        case .answered(let record): record.members
        case .failed(let failure): [("failure", failure.written)]
        case .stepFailed(let record): record.members
        case .noted(let record): record.members
        case .recovered(let handler, let failure): [("step", .step(handler)), ("failure", failure.written)]
        case .alwaysStarted(let handler, let from): [("step", .step(handler))] + optional("from", from?.written)
        case .inspected(let step, let session): [("step", .step(step)), ("session", .string(session))]
        case .finished(let record): record.members
        case .resumed(let record): record.members
        }
    }

    init(_ kind: Kind, _ members: Members) throws(Members.Mismatch) {
        self =
            switch kind {
            case .started: .started(try Started(members))
            case .entered: .entered(try Entered(members))
            case .ended: .ended(try Ended(members))
            case .intent: .intent(try Intent(members))
            case .outcome: .outcome(try OutcomeRecord(members))
            case .bound: .bound(try Bound(members))
            case .decided: .decided(try Decided(members))
            case .answered: .answered(try Answered(members))
            case .failed: .failed(try Failure(members.members("failure")))
            case .stepFailed: .stepFailed(try FailedStep(members))
            case .noted: .noted(try Noted(members))
            case .recovered: .recovered(try members.step("step"), try Failure(members.members("failure")))
            case .alwaysStarted: .alwaysStarted(try members.step("step"), from: try members.stepIfPresent("from"))
            case .inspected: .inspected(try members.step("step"), session: try members.text("session"))
            case .finished: .finished(try Finished(members))
            case .resumed: .resumed(try Resumed(members))
            }
    }
}
