import BelaySyntax

/// The result of a run besides its outcome: every failure, and every step that was passed over.
public struct RunReport: Hashable, Sendable {
    /// Every failure that the run ended with, the headline first.
    public var failures: [Failure] = []
    /// The loops that these have left, innermost first.
    public var loops: [LoopEnd] = []
    /// The steps that a person skipped.
    public var skipped: [SkippedStep] = []
    /// What was noted, in the order of time.
    public var notes: [Finding] = []
    /// The failures that a handler has recovered from.
    public var recovered: [Failure] = []
    /// A person has stopped the run: the handlers that were armed and did not run, innermost first, as they are written.
    public var idleHandlers: [String] = []

    public init() {}

    /// Other elements of a loop continued after the first failure.
    public var othersWentOn: Bool { loops.contains(where: \.othersWentOn) }
}

/// What a `note` has found.
public struct Finding: Hashable, Sendable {
    public var step: StepPath
    public var text: String

    public init(step: StepPath, text: String) {
        self.step = step
        self.text = text
    }
}

/// A step that a person went past, or whose value a person gave.
public struct SkippedStep: Hashable, Sendable {
    public var step: StepPath
    /// As it was shown; empty when nothing was.
    public var title: String
    public var reason: String

    public init(step: StepPath, title: String, reason: String) {
        self.step = step
        self.title = title
        self.reason = reason
    }
}

/// A loop of which elements failed, or that ended between two batches; a `together` of which branches did.
public struct LoopEnd: Hashable, Sendable {
    public var step: StepPath
    /// Their labels, in the order in which they failed.
    public var failed: [String]
    public var done: Int
    /// The labels of those that were never begun, in their order.
    public var notBegun: [String]
    /// Others ran side by side with the first that failed, or after it.
    public var othersWentOn: Bool

    public init(step: StepPath, failed: [String], done: Int, notBegun: [String], othersWentOn: Bool) {
        self.step = step
        self.failed = failed
        self.done = done
        self.notBegun = notBegun
        self.othersWentOn = othersWentOn
    }
}

/// Gathers from the records of a run what its end tells besides how it ended: what was gone past, and what was noted.
struct Omissions: Sendable {
    private(set) var notes: [Finding] = []
    private(set) var skipped: [SkippedStep] = []
    private(set) var recovered: [Failure] = []
    private var titles: [StepPath: String] = [:]

    mutating func take(_ record: JournalRecord) {
        switch record {
        case .intent(let intent): titles[intent.step] = "\(intent.sign.rawValue) \(intent.command)"
        case .entered(let entered): titles[entered.step] = entered.title
        case .stepFailed(let failed): titles[failed.step] = failed.title
        case .ended(let ended):
            if case .skipped(let reason) = ended.ending { add(ended.step, reason) }
        case .bound(let bound):
            if bound.isGiven, bound.key.kind == .variable, let name = bound.key.name {
                add(bound.step, "the value of \(name) was entered by a person")
            }
        case .noted(let noted):
            notes.removeAll { $0.step == noted.finding.step }
            notes.append(noted.finding)
        case .recovered(_, let failure): if !recovered.contains(failure) { recovered.append(failure) }
        case .started, .outcome, .decided, .answered, .failed, .alwaysStarted, .inspected, .finished, .resumed: break
        }
    }

    private mutating func add(_ step: StepPath, _ reason: String) {
        let found = SkippedStep(step: step, title: titles[step] ?? "", reason: reason)
        if !skipped.contains(found) { skipped.append(found) }
    }
}
