import ArgumentParser
import BelayLanguage
import BelayRuntime

/// `belay run`: carry a runbook out.
struct RunCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "run",
        abstract: "Carry a runbook out.",
        discussion: """
            Example:

                belay run backup cluster=example.com master=admin@10.0.0.4

            The status is 0 when it is done, 1 when it failed and held, 3 when it was refused before anything ran, 4
            when it failed and its handlers ran, 5 when a handler failed, 6 when a person must decide, 7 when another
            run holds the target, 130 when it was cancelled.
            """)

    @OptionGroup var arguments: RunbookArguments

    @Flag(help: "Answer every plain question with yes.")
    var yes = false

    @Option(
        help: ArgumentHelp(
            "Answer the question of one step, by its number in the plan; a point of no return wants the lock's text.",
            valueName: "step=text"))
    var confirm: [String] = []

    @Flag(name: .shortAndLong, help: "Show every read with its command, not only the steps that ask.")
    var verbose = false

    @OptionGroup var display: DisplayOptions

    func carryOut(on console: Console) async throws(Refusal) -> ExitStatus {
        try ProcessList.require()
        let runbook = try LoadedRunbook.load(arguments.runbook, display: display, on: console)
        try runbook.checkPrograms(display, on: console)
        let preflight = try await Preflight(
            runbook, arguments: arguments.values, file: arguments.file, on: console)
        let plan = try await preflight.plan(display, on: console)
        let given = GivenAnswers(
            isYes: yes, confirmed: try Confirmations.read(confirm, for: plan), values: preflight.answers)
        if !console.isTerminal || display.format == .json {
            let unanswered = Unanswered(plan, given: given)
            DiagnosticView(sources: runbook.program.sources, display: display, console: console)
                .show(unanswered.diagnostics, isMain: false)
            if let refusal = unanswered.refusal("nothing was run") { throw refusal }
        }
        let run = Run(
            preflight: preflight, plan: plan, given: given, display: display, isVerbose: verbose, console: console)
        return try await run.carryOut()
    }
}
