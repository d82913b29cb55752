import BelayData
import BelayJournal
import BelayStore

extension TargetLock {
    /// A run that was killed before its first change has done nothing, and one that was killed after its last record is
    /// over: they cannot be resumed, so their lock is released.
    static func refuseIfHeld(_ target: String, in state: StateFolder, now: Timestamp) throws(LockRefusal) {
        guard let holder = try holder(of: target, in: state) else { return }
        let folder = RunFolder(id: holder.owner.run, in: state)
        let summary = RunCatalogue(state).summary(of: folder, now: now)
        guard !holder.isRunning, folder.endedBeforeItChanged || summary.isOver else { throw .held(holder) }
        try abandon(target, run: holder.owner.run, in: state)
    }

    /// The lock of this machine may still name a run of the store that another machine has ended: the store knows.
    static func letGo(
        of target: String, in state: StateFolder, as store: any SharedStore
    ) async throws(StoreFailure) {
        guard let holder = try? holder(of: target, in: state), !holder.isRunning,
            SharedMark(of: RunFolder(id: holder.owner.run, in: state))?.store == store.name
        else { return }
        let owner = try await SharedLock(target, in: store).owner()?.owner
        if owner?.run != holder.owner.run { try? abandon(target, run: holder.owner.run, in: state) }
    }
}
