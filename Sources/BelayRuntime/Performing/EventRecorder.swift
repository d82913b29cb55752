import Synchronization

/// Keeps the events of a walk, in order.
final class EventRecorder: RunObserver {
    private let recorded = Mutex<[RunEvent]>([])

    var events: [RunEvent] { recorded.withLock { $0 } }

    func observe(_ event: Redacted<RunEvent>) { recorded.withLock { $0.append(event.content) } }

    /// A plan that could not be walked to its end. Gives what was too much for it.
    func observe(theEnd interruption: Interruption, through redactor: Redactor) -> Redacted<Failure>? {
        switch interruption {
        case .trouble(let trouble): observe(redactor.clean(.planFailed(trouble.failure)))
        case .stopped(let trouble): return redactor.clean(trouble.failure)
        case .cancelled, .undecided, .settled: break
        }
        return nil
    }
}

extension RunEvent {
    /// A plan that could not be walked to its end.
    static func planFailed(_ failure: Failure) -> RunEvent {
        .stepFinished(StepEnd(step: failure.step, kind: .expect, ending: .failed(failure), duration: .zero))
    }
}
