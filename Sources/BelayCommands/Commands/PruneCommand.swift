import ArgumentParser
import BelayData
import BelayJournal
import BelayReporting
import BelaySystem

/// `belay prune`: removes what old runs have left.
struct PruneCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "prune", usage: "--older-than <age> | --keep <n> [<options>]",
        abstract: "Remove the journals of old runs that are over, for good.",
        discussion: """
            A run that can be resumed is never removed, nor one that runs, has a lock, or cannot be read. With both options
            a run goes when it is older and not among the last N.

            Example:

                belay prune --older-than 90d --keep 20 --dry-run
                belay prune --older-than 90d --keep 20
            """)

    @Option(help: ArgumentHelp("Remove runs that began longer ago, such as 90d.", valueName: "age"))
    var olderThan: String?

    @Option(help: ArgumentHelp("Keep the last N runs, whatever their age.", valueName: "n"))
    var keep: Int?

    @Flag(help: "Show what would be removed, and remove nothing.")
    var dryRun = false

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let limits = try limits()
        let state = try StateFolder.found(by: console)
        let now = console.clock.timestamp
        do throws(StateFailure) {
            let summaries = try RunCatalogue(state).summaries(now: now)
            let pruning = RunPruning(
                summaries, in: state, olderThan: limits.age.map { now - $0 }, keeping: limits.count)
            let chosen = try pruning.chosen()
            if !dryRun {
                for summary in chosen { try RunFolder(id: summary.id, in: state).remove(from: state) }
                try RunFolder.removeRemnants(in: state)
            }
            if !chosen.isEmpty { console.output.write(RunTable(chosen, console.clockTime).rendered(in: .plain)) }
            let left = summaries.count - chosen.count
            let verb = dryRun ? "would be removed" : "removed"
            console.output.write(
                "\(chosen.count == 1 ? "1 run" : "\(chosen.count) runs") \(verb), \(left) kept"
                    + "\(pruning.resumableCount > 0 ? ", \(pruning.resumableCount) of them can be resumed" : "").\n")
        } catch {
            throw UserError(message: error.message)
        }
        return .done
    }

    private func limits() throws(UserError) -> (age: Duration?, count: Int) {
        guard olderThan != nil || keep != nil else {
            throw UserError(
                status: .usage, message: "which runs? say their age, or how many to keep",
                help: ["belay prune --older-than 90d", "belay prune --keep 50"])
        }
        if let keep, keep < 0 { throw UserError(status: .usage, message: "--keep takes a number from 0 on") }
        let age = try olderThan.map { (text) throws(UserError) in
            guard let age = MomentReading.age(text) else {
                throw UserError(
                    status: .usage, message: "--older-than takes an age such as 90d, not `\(text)`",
                    help: ["--older-than 90d"])
            }
            return age
        }
        return (age, keep ?? 0)
    }
}
