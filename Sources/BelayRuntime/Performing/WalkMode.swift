/// How a program is walked. The walk is the same in every mode: the same statements, in the same order, make the same effects.
/// What a mode does otherwise is said here, and nowhere else is it asked who performs.
enum WalkMode: Sendable {
    /// Nothing is run, and every path that may be taken is walked.
    case plan
    /// A new run.
    case live
    /// A run that was interrupted: what its journal knows is not done again.
    case resuming(RunHistory)
    /// Only what the journal knows, as far as it goes: the walk ends where a resumed run would reach out.
    case replay(RunHistory)
    /// Through what the journal says is over: names are bound and undo blocks registered, and nothing is told or written down.
    case past(RunHistory, isReplay: Bool)

    /// What the journal says of an interrupted run.
    var history: RunHistory? {
        switch self {
        case .plan, .live: nil
        case .resuming(let history), .replay(let history), .past(let history, _): history
        }
    }

    /// The mode in which this walk goes through what its journal says is over.
    var ofPast: WalkMode {
        switch self {
        case .plan, .live: preconditionFailure("nothing is over in a walk that begins")
        case .resuming(let history): .past(history, isReplay: false)
        case .replay(let history): .past(history, isReplay: true)
        case .past: self
        }
    }

    /// Every handler and every branch that may be taken is walked, and a failure does not end the walk. What only the clock or
    /// chance could tell apart is walked once: a wait asks once, and the elements of a loop come in order.
    var walksEveryPath: Bool {
        switch self {
        case .plan: true
        case .live, .resuming, .replay, .past: false
        }
    }

    /// The walk continues with a value that nobody has; in a run the step that needs it fails.
    var mayNotKnow: Bool {
        switch self {
        case .plan, .replay, .past: true
        case .live, .resuming: false
        }
    }

    /// What is walked is over: a check is not asked again.
    var isPast: Bool {
        switch self {
        case .past: true
        case .plan, .live, .resuming, .replay: false
        }
    }

    /// Nothing is asked of the world, not even what is only read.
    var onlyReplays: Bool {
        switch self {
        case .replay, .past(_, isReplay: true): true
        case .plan, .live, .resuming, .past(_, isReplay: false): false
        }
    }
}
