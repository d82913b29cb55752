import BelayLanguage

/// A failure on its way outward.
struct PropagatedFailure: Sendable {
    /// The first one, which stays the headline.
    var failure: Failure
    /// The answer of the condition probe that the failure left: `no` for an `expect` that was answered, else unknown.
    var truth: Truth = .unknown
    /// An `on failure` has run to its end.
    var isHandled = false
    /// From the first of these on no further `on failure` runs.
    var handlerFailures: [Failure] = []
    /// The failures side by side with it, or in iterations after it.
    var others: [Failure] = []
    /// The loops that it has left, innermost first.
    var loops: [LoopEnd] = []
    /// A question or a guard has said no: to go past it would be to walk around it.
    var isRefusal = false
    /// Its step has said that it failed, and has been written down as failed.
    var isReported = false
    var isRecorded = false
    /// A person was asked what to do about it.
    var hasHeld = false
    /// A person has stopped the run here: the handlers that were armed and did not run, innermost first.
    var idleHandlers: [String]?

    /// Every failure, the headline first.
    var failures: [Failure] { [failure] + others }

    /// Every step that failed.
    var steps: [StepPath] { failures.map(\.step) }
}
