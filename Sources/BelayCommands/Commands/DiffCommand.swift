import ArgumentParser
import BelayData
import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySource

/// `belay diff A.plan B.plan`: what is different between two plans, or between a plan and what would be planned now.
struct DiffCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "diff", usage: "<plan> [<plan>] [<name=value> ...] [<options>]",
        abstract: "Show what is different between two plans, or between a plan and what would be planned now.",
        discussion: """
            With one plan, its runbook is planned again with its parameters; secrets must be given again. As `diff -u` shows it.

            Exit status: 0 nothing is different; 1 something is; 2 usage; 3 a plan could not be read or made.

            Example:

                belay diff yesterday.plan today.plan
                belay diff today.plan
            """)

    @Argument(
        help: ArgumentHelp("A file that `belay plan --save` has written.", valueName: "plan"),
        completion: .file(extensions: ["plan"]))
    var plan: String

    @Argument(help: ArgumentHelp("Another plan, and secrets as NAME=VALUE.", valueName: "name=value"))
    var others: [String] = []

    @OptionGroup var parameters: ParameterFileOption

    @OptionGroup var colour: ColourOption

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let plans = others.filter { SavedPlan.isNamed($0) && !$0.contains("=") }
        let old = try SavedPlan(plan, on: console)
        if plans.count > 1 {
            throw UserError(status: .usage, message: "two plans are compared, not \(plans.count + 1)")
        }
        let now: (name: String, file: PlanFile)
        if let other = plans.first {
            if let value = others.first(where: { $0 != other }) {
                throw UserError(status: .usage, message: "two plans are compared as they are, without `\(value)`")
            }
            let new = try SavedPlan(other, on: console)
            now = (other, new.file)
        } else {
            now = ("\(old.runbook), planned now", try await planned(old, on: console))
        }
        let difference = UnifiedDiff(
            from: PlanSummary(file: old.file).comparable, to: PlanSummary(file: now.file).comparable)
        if difference.hunks.isEmpty {
            console.output.show("The plans are the same.\n")
            return .done
        }
        console.output.write("--- \(old.name.shown)\n+++ \(now.name.shown)\n\(difference.text)")
        return .failed
    }

    /// What would be planned with the parameters of a plan.
    private func planned(_ old: SavedPlan, on console: Console) async throws(UserError) -> PlanFile {
        let display = DisplayOptions.people(colour.colour)
        let runbook = try LoadedRunbook.load(old.runbook, display: display, on: console)
        let preflight = try await Preflight(
            runbook, arguments: others, files: parameters.files, on: console, kept: old.parameters, reads: false)
        return try await PlanFile(try await preflight.plan(display, on: console), of: preflight, on: console)
    }
}
