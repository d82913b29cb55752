import ArgumentParser
import BelayData
import BelayJournal
import BelayStore
import BelaySystem

/// `belay lock LOCK WHY`: keep runs away from a target.
struct LockCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "lock", usage: "<lock> <why>",
        abstract: "Lock a target, so that no run takes it until `belay unlock`.",
        discussion: """
            It is locked for all machines that share a store, and otherwise for the runs that have the same folder of locks.

            Example:

                belay lock example.com "the disks of node 2 are being replaced"
                belay unlock example.com
            """)

    @Argument(help: ArgumentHelp("The text of the runbook's `lock`.", valueName: "lock"))
    var target: String

    @Argument(help: ArgumentHelp("The reason, which is shown to whoever is refused.", valueName: "why"))
    var why: String

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        if target.allSatisfy(\.isWhitespace) || why.allSatisfy(\.isWhitespace) {
            throw UserError(
                status: .usage, message: "a target and a reason are needed", help: ["belay lock TARGET \"WHY\""])
        }
        let state = try StateFolder.found(by: console)
        let owner = LockOwner(target: target, why: why, since: console.clock.timestamp)
        if let store = try console.store() {
            let holder = try await taken(for: SharedLockOwner(owner), in: store)
            await store.close()
            if let holder { throw UserError(status: .locked, message: holder.message, help: holder.help) }
        } else {
            do throws(LockRefusal) {
                try TargetLock.refuseIfHeld(target, in: state, now: console.clock.timestamp)
                _ = try TargetLock.take(for: owner, in: state)
            } catch {
                throw UserError(error)
            }
        }
        console.output.show("\(target) is locked: \(why)\n")
        return .done
    }

    private func taken(for owner: SharedLockOwner, in store: any SharedStore) async throws(UserError)
        -> SharedLockOwner?
    {
        do throws(StoreFailure) {
            return try await SharedLock(target, in: store).take(for: owner)
        } catch {
            await store.close()
            throw UserError(error)
        }
    }
}
