import BelayJournal
import BelayRuntime

/// A run that this process executes: its journal, and its locks here and in the store.
struct OpenRun {
    let journal: Journal
    let identity: RunIdentity
    /// The text of the target; nil where the runbook names none.
    let target: String?
    let lock: TargetLock?
    /// Nil without a store.
    let claim: RunClaim?
    /// Of a run that is resumed.
    let history: RunHistory?

    /// How it is with the end of the run and the store.
    enum Sharing {
        /// The store has it, or there is none.
        case done
        /// Another executes the run.
        case takenOver(String)
        /// It is only here.
        case missing(String)
    }

    /// Waits until the store has all of the journal.
    func shareEnd(after end: Redacted<RunEnd>) async -> Sharing {
        // It was waited for long enough.
        if let failure = end.failure, failure.kind == .unshared { return .missing(failure.message) }
        do throws(SharingFailure) {
            try await journal.shareAll()
            return .done
        } catch {
            switch error {
            case .takenOver(let words): return .takenOver(words)
            case .unavailable(let words): return .missing(words)
            }
        }
    }
}
