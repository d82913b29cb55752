import BelayLab
import BelayRuntime
import Synchronization

/// The lab's look at what a rehearsal has come to: taken once, whoever asks first.
final class FinalInspection: RunObserver {
    private struct State {
        var taken: Result<LabVerdict, LabFailure>?
        /// True if the run says that all is done.
        var isDone = false
    }

    private let world: any LabWorld
    private let state = Mutex(State())

    init(of world: any LabWorld) { self.world = world }

    /// True if the run has ended and says that all is done.
    var isOfDone: Bool { state.withLock { $0.isDone } }

    var verdict: Result<LabVerdict, LabFailure> {
        state.withLock { state in
            if let taken = state.taken { return taken }
            let isDone = state.isDone
            let verdict = Result { () throws(LabFailure) in try world.verdict(isDone: isDone) }
            state.taken = verdict
            return verdict
        }
    }

    func observe(_ event: Redacted<RunEvent>) {
        if case .runFinished(let end) = event.content { state.withLock { $0.isDone = end.outcome == .done } }
    }
}
