public import BelayRuntime

extension RunEnd {
    /// The status that the program exits with, and that a machine reads of the run's end: 0 done or given up, 1 failed and
    /// held, 4 handled, 5 a handler failed, 6 needs a decision, 8 another executes the run, 130 cancelled.
    public var exitStatus: Int32 {
        switch outcome {
        case .done, .abandoned: 0
        case .failed: 1
        case .handled: 4
        case .handlerFailed: 5
        case .needsDecision: 6
        case .takenOver: 8
        case .cancelled: 130
        }
    }
}
