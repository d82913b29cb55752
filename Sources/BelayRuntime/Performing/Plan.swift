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
    /// What a person will be asked, on every path.
    public var questions: [PlannedQuestion]
    /// The text of the lock.
    public var lock: Redacted<PlannedText>?
    /// The lock's text is known and names nothing: a run is refused.
    public var hasBlankLock = false
    /// The number of reading commands that were run for it; nil when none were to be.
    public var readCount: Int?
    /// The plan has no end in sight, and stops here.
    public var excess: Redacted<Failure>?

    public init(events: [RunEvent], questions: [PlannedQuestion], lock: Redacted<PlannedText>? = nil) {
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

    /// Every effect in order.
    public var effects: [CommandEffect] {
        events.compactMap { if case .stepStarted(let start) = $0 { start.effect } else { nil } }
    }
}
