import ArgumentParser
import BelayJournal
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

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let state = try StateFolder.found(by: console)
        do throws(LockRefusal) {
            guard let holder = try TargetLock.holder(of: target, in: state) else {
                console.output.show("\(target) is free.\n")
                return .done
            }
            let summary = RunCatalogue(state).summary(
                of: RunFolder(id: holder.owner.run, in: state), now: console.clock.timestamp)
            // Only the other user can see if their run can be resumed; root can release it all the same.
            if holder.isElsewhere, geteuid() != 0 { throw .held(holder) }
            if holder.isRunning || summary.isResumable || summary.state == .running { throw .held(holder) }
            try TargetLock.abandon(target, run: holder.owner.run, in: state)
            console.output.show("\(target) is free; it belonged to \(holder.owner.run) of \(holder.owner.runbook).\n")
            return .done
        } catch {
            throw UserError(error)
        }
    }
}
