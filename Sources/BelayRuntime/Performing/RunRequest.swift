public import BelayLanguage

/// A program with what it is run on: the same for a plan and for a run.
public struct RunRequest: Sendable {
    public var program: Program
    /// Values for parameters by their global slot. A parameter that is not here takes its default.
    public var parameters: [Int: Value]
    /// Nil in a plan that belongs to no run: `$run` is not known in it.
    public var identity: RunIdentity?

    public init(program: Program, parameters: [Int: Value], identity: RunIdentity?) {
        self.program = program
        self.parameters = parameters
        self.identity = identity
    }
}

/// The result of a planning walk.
public struct Plan: Sendable {
    /// More statements than anybody looks through, and few enough to be walked in seconds and to fit into memory.
    public static let longest = 200_000
    /// The limit of its commands' length, all of them together.
    static let mostBytes = 256 << 20
    /// The limit of calls, loops and steps within each other.
    public static let deepest = 256

    /// Every step in the order of the walk, handlers and all branches that may run included.
    public var events: [RunEvent]
    /// The questions that a person will be asked, on every path.
    public var questions: [Question]
    /// The text of the lock.
    public var lock: PlannedText?
    /// The number of reading commands that were run for it; nil when none were to be.
    public var readCount: Int?
    /// The plan has no end in sight, and stops here.
    public var excess: Failure?

    public init(events: [RunEvent], questions: [Question], lock: PlannedText?) {
        self.events = events
        self.questions = questions
        self.lock = lock
    }

    /// The steps that have a number, counted once each.
    public var stepCount: Int {
        var seen: Set<StepPath> = []
        for case .stepStarted(let start) in events where start.kind != .read { seen.insert(start.step) }
        return seen.count
    }

    /// The lock's text is known and names nothing: a run is refused.
    public var hasBlankLock: Bool { lock?.known?.isBlank ?? false }

    /// Every effect in order.
    public var effects: [CommandEffect] {
        events.compactMap { if case .stepStarted(let start) = $0 { start.effect } else { nil } }
    }
}

/// A run could not even begin: a top-level `let` or the lock failed before the first step.
public struct RunRefusal: Error, Sendable {
    public var failure: Failure
    /// Things to give or write instead, one line each.
    public var help: [String] = []
}
