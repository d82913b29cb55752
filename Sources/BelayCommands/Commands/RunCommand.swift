import ArgumentParser
import BelayLanguage
import BelayRuntime

/// `belay run`: run a runbook.
struct RunCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "run", usage: "<runbook> [<name=value> ...] [<options>]",
        abstract: "Run a runbook.",
        discussion: """
            Example:

                belay run backup cluster=example.com master=admin@10.0.0.4

            Exit status: 0 done; 1 failed without a handler; 2 usage; 3 refused before anything ran; 4 failed, and its
            handlers ran; 5 a handler failed; 6 a person must decide; 7 another run holds the lock; 130 cancelled.
            """)

    @OptionGroup var arguments: RunbookArguments

    @Flag(help: "Answer yes to every plain question.")
    var yes = false

    @Option(
        help: ArgumentHelp(
            "Answer the question at STEP (its number in the plan). For a point of no return, TEXT is the lock's text.",
            valueName: "step=text"))
    var confirm: [String] = []

    @Flag(name: .shortAndLong, help: "Show every read with its command.")
    var verbose = false

    @OptionGroup var display: DisplayOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        try ProcessList.require()
        let runbook = try LoadedRunbook.load(arguments.runbook, display: display, on: console)
        try runbook.checkPrograms(display, on: console)
        let preflight = try await Preflight(
            runbook, arguments: arguments.values, file: arguments.file, on: console)
        let plan = try await preflight.plan(display, on: console)
        let given = PresetAnswers(
            isYes: yes, confirmed: try Confirmations.read(confirm, for: plan), values: preflight.answers)
        if !console.isTerminal || display.format == .json {
            let unanswered = UnansweredQuestions(plan, given: given)
            DiagnosticView(sources: runbook.program.sources, display: display, console: console)
                .show(unanswered.diagnostics, isMain: false)
            if let refusal = unanswered.refusal("nothing was run") { throw refusal }
        }
        let run = Run(
            preflight: preflight, plan: plan, given: given, display: display, isVerbose: verbose, console: console)
        return try await run.execute()
    }
}
