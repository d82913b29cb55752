import ArgumentParser
import BelayData
import BelayLanguage
import BelayReporting
import BelayRuntime

/// `belay plan`: every step and every command, nothing run.
struct PlanCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "plan", usage: "<runbook> [<name=value> ...] [<options>]",
        abstract: "Show every step with its exact command, and run nothing.",
        discussion: """
            Example:

                belay plan backup cluster=example.com master=admin@10.0.0.4
            """)

    @OptionGroup var arguments: RunbookArguments

    @Flag(help: "Run the commands marked `?`, so that the plan knows their output. Only for runbooks that you trust.")
    var probe = false

    @OptionGroup var display: DisplayOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let runbook = try LoadedRunbook.load(arguments.runbook, display: display, on: console)
        let preflight = try await Preflight(
            runbook, arguments: arguments.values, files: arguments.files, on: console, reads: probe)
        let plan =
            probe
            ? try await preflight.probedPlan(display, on: console) : try await preflight.plan(display, on: console)
        switch display.format {
        case .json:
            for step in PlanLines.make(plan.events) { console.output.write(step.text + "\n") }
        case .text:
            let renderer = PlanRenderer(
                palette: console.palette(display.colour, for: console.output), width: console.width)
            console.output.write(
                renderer.render(
                    title: runbook.program.title, lock: plan.lock?.shown, events: plan.events,
                    readCount: plan.readCount))
        }
        return .done
    }
}
