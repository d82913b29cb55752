import ArgumentParser
import BelayJournal
import BelayStore
import BelaySystem
import Glibc

/// `belay unlock LOCK`: release a lock that no run will use any more.
struct UnlockCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "unlock", usage: "<lock>",
        abstract:
            "Release the lock of a run that has ended. A run that can be resumed is resumed or abandoned instead.",
        discussion: """
            Example:

                belay unlock example.com
            """)

    @Argument(help: ArgumentHelp("The text of the runbook's `lock`.", valueName: "lock"))
    var target: String

    @Flag(help: "The session that has it in the store is over, and nothing of it runs any more.")
    var sessionOver = false

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        if target.allSatisfy(\.isWhitespace) {
            throw UserError(status: .usage, message: "a target is needed", help: ["belay unlock TARGET"])
        }
        let state = try StateFolder.found(by: console)
        let isFreed = try await releaseShared(state, on: console)
        do throws(LockRefusal) {
            guard let holder = try TargetLock.holder(of: target, in: state) else {
                if !isFreed { console.output.show("\(target) is free.\n") }
                return .done
            }
            let summary = RunCatalogue(state).summary(
                of: RunFolder(id: holder.owner.run, in: state), now: console.clock.timestamp)
            // Only the other user can see if their run can be resumed; root can release it all the same.
            if holder.isElsewhere, geteuid() != 0 { throw .held(holder) }
            if holder.isRunning || summary.isResumable || summary.state == .running { throw .held(holder) }
            try TargetLock.abandon(target, run: holder.owner.run, in: state)
            if !isFreed { show(holder.owner, on: console) }
            return .done
        } catch {
            throw UserError(error)
        }
    }

    private func show(_ owner: LockOwner, on console: Console) {
        let whose =
            owner.why.map { "\(owner.user) had it: \($0)" } ?? "it belonged to \(owner.run) of \(owner.runbook)."
        console.output.show("\(target) is free; \(whose)\n")
    }

    /// In the store, where there is one. A run that can be resumed, or that may still run, keeps it.
    /// - Returns: whether somebody had it there.
    private func releaseShared(_ state: StateFolder, on console: Console) async throws(UserError) -> Bool {
        guard let store = try console.store() else { return false }
        let owner: SharedLockOwner?
        let isReleased: Bool
        do throws(StoreFailure) {
            (owner, isReleased) = try await release(in: store, on: console)
            try await TargetLock.letGo(of: target, in: state, as: store)
        } catch {
            await store.close()
            throw UserError(error)
        }
        await store.close()
        guard let owner else { return false }
        guard isReleased else { throw UserError(status: .locked, message: owner.message, help: owner.help) }
        show(owner.owner, on: console)
        return true
    }

    private func release(
        in store: any SharedStore, on console: Console
    ) async throws(StoreFailure) -> (owner: SharedLockOwner?, isReleased: Bool) {
        let lock = SharedLock(target, in: store)
        guard let (owner, revision) = try await lock.owner() else { return (nil, false) }
        if owner.isSession, !sessionOver { return (owner, false) }
        let now = console.clock.timestamp
        let summary = owner.owner.why == nil ? try await SharedCatalogue(store).summary(of: owner.run, now: now) : nil
        if let summary, summary.isResumable || summary.state == .running { return (owner, false) }
        return (owner, try await lock.release(revision))
    }
}
