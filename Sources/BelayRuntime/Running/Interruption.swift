/// Why a block did not run to its end.
enum Interruption: Error, Sendable {
    case trouble(Trouble)
    /// By the operator: only `always` still runs.
    case cancelled
    /// Held, or without anyone to decide: nothing more runs, and the run can be gone on with.
    case stopped(Trouble)

    static func failed(_ failure: Failure, truth: Truth = .unknown) -> Interruption {
        .trouble(Trouble(failure: failure, truth: truth))
    }
}

/// A failure on its way outward.
struct Trouble: Sendable {
    /// The first one, which stays the headline.
    var failure: Failure
    /// What the failure says of the condition probe that it left: `no` for an `expect` that was answered, else unknown.
    var truth: Truth = .unknown
    /// An `on failure` has run to its end.
    var isHandled = false
    /// From the first of these on no further `on failure` runs.
    var handlerFailures: [Failure] = []
}

/// How a block that ran ended.
enum Flow: Sendable {
    case next
    case gave(Value)
    /// `done when` held before anything was done.
    case alreadyDone
    /// `recover`: go on after the block that the handler belongs to.
    case recovered
    /// `via` in a target.
    case via(Location)
}
