public import BelaySource

/// Something that happens in a run, as it happens: for the terminal, for machines, and for the report.
public enum RunEvent: Hashable, Sendable {
    case runStarted(RunStart)
    case stepStarted(StepStart)
    /// Output of the command that runs under this step.
    case stepOutput(StepPath, OutputPiece)
    /// Text for the operator from `say`, a preview or an edit's difference.
    case said(StepPath, Message)
    case awaitObserved(AwaitObservation)
    case questionAsked(Question)
    case questionAnswered(StepPath, Answer)
    case handlerStarted(HandlerStart)
    /// Only in a plan: what follows, up to the end of the branch, is done under a condition that is not known before the run.
    case branchStarted(BranchStart)
    case branchEnded(StepPath)
    /// One of those that run side by side has begun or ended: all of its steps come between the two.
    case strandStarted(StrandStart)
    case strandEnded(StrandEnd)
    case stepFinished(StepEnd)
    case runFinished(RunEnd)
}

public struct RunStart: Hashable, Sendable {
    public var id: String
    public var title: String
    /// Steps of the plan that have a number, for progress; loops over unknown lists count once.
    public var stepCount: Int
    public var lock: String?

    public init(id: String, title: String, stepCount: Int, lock: String?) {
        self.id = id
        self.title = title
        self.stepCount = stepCount
        self.lock = lock
    }
}

public enum Message: Hashable, Sendable {
    case plain(String)
    /// The changes of an `edit yaml`, as a unified difference.
    case difference(String)
    case pointOfNoReturn(String)
    /// A handler has recovered from a failure.
    case recovered(String)
    /// What a `note` has found.
    case noted(String)
    /// Only in a plan: one batch of a loop, and the elements that are in it.
    case batch(String)
}

public struct AwaitObservation: Hashable, Sendable {
    public var step: StepPath
    public var truth: Truth
    /// Why it is not true, as last seen.
    public var seen: String
    public var elapsed: Duration
    public var remaining: Duration
    /// For how long it has been true, with `stable`.
    public var streak: Duration

    public init(
        step: StepPath, truth: Truth, seen: String, elapsed: Duration, remaining: Duration, streak: Duration
    ) {
        self.step = step
        self.truth = truth
        self.seen = seen
        self.elapsed = elapsed
        self.remaining = remaining
        self.streak = streak
    }
}

/// The three answers of a condition.
public enum Truth: String, Hashable, Sendable {
    case yes
    case no
    /// It could not be asked.
    case unknown
}

public struct HandlerStart: Hashable, Sendable {
    public enum Reason: String, Hashable, Sendable {
        case onFailure
        case always
        case undo
    }

    public var step: StepPath
    public var reason: Reason
    public var title: PlannedText

    public init(step: StepPath, reason: Reason, title: PlannedText) {
        self.step = step
        self.reason = reason
        self.title = title
    }
}

/// An `if`, an `else`, a `guard` that decides in the run whether what it holds is done.
public struct BranchStart: Hashable, Sendable {
    /// The number of the statement, where it has one, else of the statement around it.
    public var step: StepPath
    /// As it is written, with values in place of names: `if ‹mode› is full`, `else`. Nil for a condition that has no
    /// line of its own: the branch around it has named it, or it is the `done when` of an action.
    public var title: PlannedText?
    /// All that must hold: `if ‹mode› is full`, of an `else` what must not: `unless ‹mode› is full`.
    public var conditions: [PlannedText]
    /// It is done instead of the branch before it.
    public var isAlternative: Bool
    public var span: Span

    public init(
        step: StepPath, title: PlannedText?, conditions: [PlannedText], isAlternative: Bool, span: Span
    ) {
        self.step = step
        self.title = title
        self.conditions = conditions
        self.isAlternative = isAlternative
        self.span = span
    }
}

public struct RunEnd: Hashable, Sendable {
    public enum Outcome: String, Hashable, Sendable {
        case done
        case failed
        case handled
        case handlerFailed = "handler-failed"
        case needsDecision = "needs-decision"
        case cancelled
        /// Given up by a person; nothing was run for it.
        case abandoned
        /// Another process executes the run now, and this one has stopped: how the run ends is not known here.
        case takenOver = "taken-over"

        /// True if a run that has changed something can be resumed, and so keeps its lock.
        public var isResumable: Bool {
            switch self {
            case .failed, .needsDecision, .cancelled: true
            case .done, .handled, .handlerFailed, .abandoned, .takenOver: false
            }
        }
    }

    public var outcome: Outcome
    /// The first failure.
    public var failure: Failure?
    /// The failures in handlers.
    public var handlerFailures: [Failure]
    /// The undo of each step that was not undone, as commands for a person to run.
    public var pendingUndo: [PendingUndo]
    public var duration: Duration
    /// No change was begun, not by an earlier part of the run either.
    public var changedNothing = false
    /// All that failed, was skipped, was recovered from.
    public var report = RunReport()

    public init(
        outcome: Outcome, failure: Failure?, handlerFailures: [Failure], pendingUndo: [PendingUndo], duration: Duration
    ) {
        self.outcome = outcome
        self.failure = failure
        self.handlerFailures = handlerFailures
        self.pendingUndo = pendingUndo
        self.duration = duration
    }

    /// True if the run can be resumed. One that has changed nothing is started again instead, unless it waits for people.
    public var isResumable: Bool { outcome.isResumable && (!changedNothing || outcome == .needsDecision) }
}

/// A step that was not undone, and what would undo it.
public struct PendingUndo: Hashable, Sendable {
    public enum Line: Hashable, Sendable {
        case command(CommandEffect)
        /// What has to be seen, waited for or done by a person there, such as `expect not postgres on db2 is primary`, and
        /// the branches around commands: `if ? test -e /srv/1.0 {`, `} else {`, `}`.
        case words(String)
    }

    public var step: StepPath
    public var title: String
    /// In the order in which the undo does it.
    public var lines: [Line]

    public var commands: [CommandEffect] {
        lines.compactMap { if case .command(let effect) = $0 { effect } else { nil } }
    }

    public init(step: StepPath, title: String, lines: [Line]) {
        self.step = step
        self.title = title
        self.lines = lines
    }
}

/// Takes events as they happen, from any thread, in order of each step.
public protocol RunObserver: Sendable {
    func observe(_ event: Redacted<RunEvent>)
}
