import BelayLab
import BelayRuntime
import Synchronization

/// The lab's look at what a rehearsal has come to: taken once, whoever asks first.
final class FinalInspection: RunObserver {
    private struct State {
        var taken: Result<LabVerdict, LabFailure>?
        var run: String?
        var end: RunEnd?
    }

    private let world: any LabWorld
    private let undoes: Bool
    private let state = Mutex(State())

    /// - Parameter undoes: the run undoes another, so that done is not what the runbook is for.
    init(of world: any LabWorld, undoes: Bool = false) { (self.world, self.undoes) = (world, undoes) }

    /// True if the run has ended and says that all is done.
    var isOfDone: Bool { state.withLock { $0.end?.outcome == .done } }

    /// The run that was begun last.
    var run: String? { state.withLock { $0.run } }

    /// What the run leaves to be done where it has come to none of the states; nil for nothing.
    var followUp: FollowUp? {
        guard case .success(let verdict) = verdict, verdict.state == nil,
            var followUp = state.withLock({ $0.end.flatMap(FollowUp.init(after:)) })
        else { return nil }
        followUp.reasons = verdict.reasons.map(\.shown)
        return followUp
    }

    var verdict: Result<LabVerdict, LabFailure> {
        state.withLock { state in
            if let taken = state.taken { return taken }
            let isDone = state.end?.outcome == .done && !undoes
            let verdict = Result { () throws(LabFailure) in try world.verdict(isDone: isDone) }
            state.taken = verdict
            return verdict
        }
    }

    func observe(_ event: Redacted<RunEvent>) {
        switch event.content {
        case .runStarted(let start): state.withLock { $0.run = start.id }
        case .runFinished(let end): state.withLock { $0.end = end }
        default: break
        }
    }
}
