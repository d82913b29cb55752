public import BelayData
public import BelayRuntime

/// The entry of a run in a list of runs.
public struct RunSummary: Hashable, Sendable {
    public enum State: Hashable, Sendable {
        /// A living process executes it.
        case running
        /// It ended without saying how: killed, or the machine went away.
        case interrupted
        case finished(RunEnd.Outcome)
        /// Its journal cannot be read, with the reason.
        case unreadable(String)
    }

    public var id: String
    public var state: State
    /// Nil when it ended before the first record, or cannot be read.
    public var beginning: JournalRecord.Started?
    public var startedAt: Timestamp?
    /// The last step that was entered or that a command was begun under.
    public var step: StepPath?
    /// From the first record to the last; of a run in progress, to now.
    public var duration: Duration?
    /// It ended, or was killed, before it began a change.
    public var changedNothing = false
    /// The number of findings that were noted.
    public var noteCount = 0
    /// The number of steps that a person skipped.
    public var skippedCount = 0
    /// The number of steps that were not undone.
    public var leftoverCount = 0
    /// Who executes it and the last sign of life, of one that runs in a store.
    public var execution: Execution?

    public struct Execution: Hashable, Sendable {
        public var holder: RunHolder
        public var heartbeat: RunHeartbeat
        /// Since the last sign of life.
        public var silence: Duration
        /// It may be gone: nobody has heard of it for three signs of life.
        public var isSilent: Bool { silence > RunHeartbeat.interval * 3 }
    }

    public init(
        id: String, state: State, beginning: JournalRecord.Started? = nil, startedAt: Timestamp? = nil,
        step: StepPath? = nil, duration: Duration? = nil
    ) {
        self.id = id
        self.state = state
        self.beginning = beginning
        self.startedAt = startedAt
        self.step = step
        self.duration = duration
    }
}
