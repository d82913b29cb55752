import BelayJournal
import BelayRuntime

/// Gives up a run that could be resumed: its end is written down, and its lock is free.
struct Abandonment {
    let interrupted: InterruptedRun

    /// - Parameter pendingUndo: what is left to undo, as far as it is known.
    func record(_ pendingUndo: [PendingUndo]) async throws(UserError) {
        let finished = JournalRecord.Finished(
            outcome: .abandoned, pendingUndo: pendingUndo, changedNothing: !interrupted.history.hasChanged)
        do throws(JournalFailure) {
            try interrupted.journal.append(Redacted(.finished(finished), hiding: []), isDurable: true)
        } catch {
            throw UserError(message: error.message)
        }
        if let claim = interrupted.claim {
            do throws(SharingFailure) {
                try await interrupted.journal.shareAll()
            } catch {
                throw UserError(error)
            }
            if let failure = await claim.finish(isOver: true) { throw UserError(failure) }
        }
        guard let target = interrupted.beginning.lock else { return }
        do throws(LockRefusal) {
            let holder = try TargetLock.holder(of: target, in: interrupted.state)
            // A session has its target only while something changes, and a run that has changed nothing may have lost it.
            let isKept = !interrupted.beginning.isSession && interrupted.history.hasChanged
            if isKept || holder?.owner.run == interrupted.journal.run {
                try TargetLock.abandon(target, run: interrupted.journal.run, in: interrupted.state)
            }
        } catch {
            throw UserError(error)
        }
    }
}
