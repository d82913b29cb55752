import ArgumentParser
import BelayJournal
import Glibc

/// `belay unlock TARGET`: free a target that nobody will go on with.
struct UnlockCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "unlock",
        abstract:
            "Free a target whose run is over or gone; one that can be gone on with is resumed or abandoned instead.",
        discussion: """
            Example:

                belay unlock example.com
            """)

    @Argument(help: ArgumentHelp("What the runbook's `lock` names.", valueName: "target"))
    var target: String

    func carryOut(on console: Console) async throws(Refusal) -> ExitStatus {
        let state = try StateFolder.found(by: console)
        do throws(LockRefusal) {
            guard let holder = try TargetLock.holder(of: target, in: state) else {
                console.output.say("\(target) is free.\n")
                return .done
            }
            let summary = RunCatalogue(state).summary(
                of: RunFolder(id: holder.owner.run, in: state), now: console.clock.timestamp)
            // Whether another user's run can be gone on with only they can see; root can free it all the same.
            if holder.isElsewhere, geteuid() != 0 { throw .held(holder) }
            if holder.isRunning || summary.isResumable || summary.state == .running { throw .held(holder) }
            try TargetLock.abandon(target, run: holder.owner.run, in: state)
            console.output.say("\(target) is free; it belonged to \(holder.owner.run) of \(holder.owner.runbook).\n")
            return .done
        } catch {
            throw Refusal(error)
        }
    }
}
