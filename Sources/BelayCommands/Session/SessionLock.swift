import BelayJournal
import BelayStore

/// The lock of a runbook while a session changes something: on this machine, and in the store where there is one.
struct SessionLock {
    private let own: TargetLock
    private let shared: SharedLock?

    /// - Parameter own: had already.
    init(_ own: TargetLock, in store: (any SharedStore)?) async throws(UserError) {
        self.own = own
        shared = store.map { SharedLock(own.owner.target, in: $0) }
        guard let shared else { return }
        let holder: SharedLockOwner?
        do throws(StoreFailure) {
            holder = try await shared.take(for: SharedLockOwner(own.owner))
        } catch {
            throw UserError(message: "\(error.message); nothing was run")
        }
        if let holder { throw UserError(status: .locked, message: holder.message, help: holder.help) }
    }

    func release() async throws(UserError) {
        do throws(StoreFailure) {
            try await shared?.release(of: own.owner.run)
        } catch {
            throw UserError(message: "the store was not told that \(own.owner.target) is free: \(error.message)")
        }
        do throws(LockRefusal) {
            try own.release()
        } catch {
            throw UserError(error)
        }
    }
}
