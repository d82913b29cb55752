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

extension Interruption {
    /// The same, now that this step has said and written down that it failed.
    func reported(at step: StepPath, isRecorded: Bool = false) -> Interruption {
        guard case .trouble(var trouble) = self, trouble.failure.step == step else { return self }
        trouble.isReported = true
        trouble.isRecorded = trouble.isRecorded || isRecorded
        return .trouble(trouble)
    }
}
