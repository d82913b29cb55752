import BelayData
import BelayRuntime

/// What somebody does who comes when a fault is over: the command that the run itself names at its end. It is rehearsed where
/// the run alone has come to none of the lab's states.
struct FollowUp: Sendable {
    enum Way: String, Sendable {
        case resume, undo
    }

    let way: Way
    /// Of the run alone.
    let outcome: RunEnd.Outcome
    /// Why it was in none of the states then, a sentence each.
    var reasons: [String] = []

    /// Nil where the run leaves nothing to be done, or a decision that only people can take.
    init?(after end: RunEnd) {
        switch end.outcome {
        case .failed where end.isResumable: way = .resume
        case .handlerFailed where !end.pendingUndo.isEmpty: way = .undo
        default: return nil
        }
        outcome = end.outcome
    }

    /// As it is typed.
    var command: String { "belay \(way.rawValue)" }

    /// For machines: the names of the reference.
    var members: [DataValue.Object.Member] {
        [
            .init(key: "followUp", value: .string(way.rawValue)),
            .init(key: "outcomeBefore", value: .string(outcome.rawValue)),
            .init(key: "reasonsBefore", value: .array(reasons.map(DataValue.string))),
        ]
    }
}
