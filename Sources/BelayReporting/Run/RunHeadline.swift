import BelayRuntime
import BelaySource

/// The outcome of a run in a line, such as `Failed at 2.3 in “Second master” after 4.1s; nothing more was done.`
struct RunHeadline {
    private let end: RunEnd
    /// The titles of the phases that have begun, by number.
    private let phases: [StepPath: String]

    init(_ end: RunEnd, phases: [StepPath: String]) {
        self.end = end
        self.phases = phases
    }

    var text: StyledText {
        let time = end.duration.shown
        let place = end.failure.map { " at \(located($0))" } ?? ""
        switch end.outcome {
        case .done:
            var row = StyledText("Done", .good)
            row.append(" in \(time)\(end.report.passed).")
            return row
        case .failed: return failed(place, time, "; \(whatFollowed).")
        case .handled: return failed(place, time, "; failure handlers ran.")
        case .handlerFailed:
            let isAlone = end.failure.map(end.handlerFailures.contains) ?? false
            return failed(place, time, isAlone ? ": a handler failed." : "; a handler failed too.")
        case .needsDecision:
            var row = StyledText("Stopped", .caution)
            row.append("\(place) after \(time): \(whatIsNeeded).")
            return row
        case .cancelled:
            var row = StyledText("Cancelled", .caution)
            row.append(" after \(time)\(end.changedNothing ? "; nothing was changed" : "").")
            return row
        case .takenOver:
            var row = StyledText("Taken over", .caution)
            row.append(" by another\(place) after \(time); nothing more is changed from here.")
            return row
        case .abandoned:
            var row = StyledText("Abandoned", .caution)
            row.append("; nothing was run.")
            return row
        }
    }

    private var whatIsNeeded: String {
        if end.failure?.missingSecret != nil { return "a secret is needed" }
        if end.failure?.kind == .approval { return "others have to approve it" }
        if end.failure?.kind == .unshared { return "the store has to answer" }
        if end.failure?.lostOutput != nil { return "its output is needed" }
        return "a person must decide if it happened"
    }

    private var whatFollowed: String {
        if end.changedNothing { return "nothing was changed" }
        return end.report.othersWentOn ? "the others continued" : "nothing more was done"
    }

    private func failed(_ place: String, _ time: String, _ then: String) -> StyledText {
        var row = StyledText("Failed", .bad)
        row.append("\(place) after \(time)\(then)")
        return row
    }

    /// Such as `2.3 in “Second master”`.
    private func located(_ failure: Failure) -> String {
        let step = failure.step
        var number = step.description
        if number.isEmpty { number = "the start" }
        let phase = phases.first { step.components.starts(with: $0.key.components) }?.value
        return phase.map { "\(number) in “\($0.shown)”" } ?? number
    }
}
