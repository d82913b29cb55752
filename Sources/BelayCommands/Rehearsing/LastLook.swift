import BelayLab
import Synchronization

/// The lab's look at what a rehearsal has come to: taken once, whoever asks first.
final class LastLook: Sendable {
    private let taken = Mutex<Result<Verdict, LabFailure>?>(nil)

    var verdict: Result<Verdict, LabFailure> {
        taken.withLock { taken in
            if let taken { return taken }
            let verdict = Result { () throws(LabFailure) in try RehearsalLab.verdict() }
            taken = verdict
            return verdict
        }
    }
}
