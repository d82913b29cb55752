import ArgumentParser
import BelayData
import BelayJournal
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
            At first it is what a reviewer reads: steps, questions, and everything that changes something; a failure handler
            is a line with what it would change. At a terminal a long plan is shown with `PAGER`, or less.

            Example:

                belay plan backup cluster=example.com master=admin@10.0.0.4
                belay plan backup.runbook --verbose      with every read and every handler
                belay plan backup.runbook --depth 1      what each phase comes to
                belay plan backup.runbook --save backup.plan
            """)

    @OptionGroup var arguments: RunbookArguments

    @Flag(help: "Run the commands marked `?`, so that the plan knows their output. Only for runbooks that you trust.")
    var probe = false

    @Option(
        help: ArgumentHelp(
            "Write the plan to FILE, whose name ends in .plan: `belay run FILE` is held to it.", valueName: "file"),
        completion: .file(extensions: ["plan"]))
    var save: String?

    @OptionGroup var options: PlanOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let display = options.display
        let saving = try save.map { (name) throws(UserError) in try PlanSaving(name) }
        let runbook = try LoadedRunbook.load(arguments.runbook, display: display, on: console)
        let preflight = try await Preflight(
            runbook, arguments: arguments.values, files: arguments.files, on: console, reads: probe)
        let plan =
            probe
            ? try await preflight.probedPlan(display, on: console) : try await preflight.plan(display, on: console)
        let detail = try options.detail(of: plan)
        let file = try await saving?.save(plan, of: preflight, on: console)
        let title = runbook.program.title
        switch options.format {
        case .json:
            for step in PlanLines.make(plan.events) { console.output.writeData(step.text + "\n") }
        case .markdown:
            let document = PlanMarkdown(detail: detail)
            console.output.writeData(
                document.make(
                    title: title, lock: plan.lock?.shown, events: plan.events, readCount: plan.readCount))
        case .text:
            let renderer = PlanRenderer(
                palette: console.palette(display.colour, for: console.output), width: console.width, detail: detail)
            Pager(console: console)
                .show(
                    renderer.render(
                        title: title, lock: plan.lock?.shown, events: plan.events, readCount: plan.readCount)
                        + (file.map { "Saved to \(save ?? ""): digest \($0.digest)\n" } ?? ""))
        }
        return .done
    }
}
