import BelayRuntime

/// A part of a plan as it is shown.
enum PlanEntry: Hashable, Sendable {
    case event(RunEvent)
    /// The start of something of which all or some is not shown, and the commands that are not.
    case counted(RunEvent, EffectCount)
    /// Elements of a loop with the lines of the element before, but for these words.
    case same(SameElements)

    /// Nil for elements that are only named.
    var event: RunEvent? {
        switch self {
        case .event(let event), .counted(let event, _): event
        case .same: nil
        }
    }
}

/// Elements of a loop that another one is shown for.
struct SameElements: Hashable, Sendable {
    var loop: StepPath
    /// The element that is shown.
    var shown: StepPath
    /// As in the numbers of their steps.
    var labels: [String]
    var differences: [WordDifference]
}

extension RunEvent {
    /// A person is asked, or what follows cannot be taken back.
    var isQuestion: Bool {
        switch self {
        case .questionAsked, .said(_, .pointOfNoReturn): true
        case .stepStarted(let start): start.kind == .question
        case .stepFinished(let end): end.kind == .question
        case .runStarted, .stepOutput, .said, .awaitObserved, .questionAnswered, .handlerStarted, .branchStarted,
            .branchEnded, .strandStarted, .strandEnded, .runFinished:
            false
        }
    }
}

extension StepPath {
    /// How many numbers it has: elements and attempts are not counted.
    var level: Int {
        components.count { if case .ordinal = $0 { true } else { false } }
    }

    /// The step around it, or itself, with at most so many numbers.
    func prefix(level: Int) -> StepPath {
        var (found, count) = (StepPath(), 0)
        for component in components {
            if case .ordinal = component { count += 1 }
            if count > level { break }
            if count == level, case .element = component { break }
            found = found.appending(component)
        }
        return found
    }
}
