/// Why a block did not run to its end.
enum Interruption: Error, Sendable {
    case trouble(PropagatedFailure)
    /// By the operator: only `always` still runs.
    case cancelled
    /// Held, or without anyone to decide: nothing more runs, and the run can be resumed.
    case stopped(PropagatedFailure)
    /// Nobody could say whether an effect had happened: nothing more runs until somebody does.
    case undecided(PropagatedFailure)
    /// Of an effect that was interrupted the `done when` of its action says that all is done.
    case settled

    /// The failure that it carries.
    var trouble: PropagatedFailure? {
        switch self {
        case .trouble(let trouble), .stopped(let trouble), .undecided(let trouble): trouble
        case .cancelled, .settled: nil
        }
    }

    static func failed(_ failure: Failure, truth: Truth = .unknown) -> Interruption {
        .trouble(PropagatedFailure(failure: failure, truth: truth))
    }

    /// A guard or a person has said no.
    static func refused(_ failure: Failure, truth: Truth = .unknown) -> Interruption {
        .trouble(PropagatedFailure(failure: failure, truth: truth, isRefusal: true))
    }
}

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
    var isTold = false
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

extension Interruption {
    /// The same, now that this step has said and written down that it failed.
    func told(at step: StepPath, isRecorded: Bool = false) -> Interruption {
        guard case .trouble(var trouble) = self, trouble.failure.step == step else { return self }
        trouble.isTold = true
        trouble.isRecorded = trouble.isRecorded || isRecorded
        return .trouble(trouble)
    }
}

/// The way in which a block ended.
enum ControlFlow: Sendable {
    case next
    case gave(Value)
    /// `done when` held before anything was done.
    case alreadyDone
    /// `recover`: continue after the block that the handler belongs to.
    case recovered
    /// `via` in a target.
    case via(Location)
}
