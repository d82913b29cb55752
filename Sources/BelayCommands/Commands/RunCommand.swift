import ArgumentParser
import BelayLanguage
import BelayRuntime

/// `belay run`: run a runbook.
struct RunCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "run", usage: "<runbook or plan> [<name=value> ...] [<options>]",
        abstract: "Run a runbook.",
        discussion: """
            Example:

                belay run backup cluster=example.com master=admin@10.0.0.4
                belay run backup.plan      held to a plan that was saved

            Exit status: 0 done; 1 failed without a handler; 2 usage; 3 refused before anything ran; 4 failed, and its
            handlers ran; 5 a handler failed; 6 a person must decide; 7 another run holds the lock; 8 another has taken the
            run over; 130 cancelled.
            """)

    @OptionGroup var arguments: RunbookArguments

    @Flag(help: "Answer yes to every plain question.")
    var yes = false

    @Option(
        help: ArgumentHelp(
            "Of a plan, the digest that it has to have, or its beginning: another plan is refused.", valueName: "digest"
        ))
    var digest: String?

    @OptionGroup var recording: RecordOption

    @OptionGroup var options: RunOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        try ProcessList.require()
        let saved = try SavedPlan.ifNamed(arguments.runbook, on: console)
        if let digest {
            guard let saved else {
                throw UserError(
                    status: .usage, message: "--digest is for a plan, found \(arguments.runbook)")
            }
            try saved.check(digest: digest)
        }
        let runbook = try LoadedRunbook.load(
            saved?.runbook ?? arguments.runbook, display: options.display, on: console)
        try saved?.check(runbook)
        try await saved?.refuseIfRejected(on: console)
        try runbook.checkPrograms(options.display, on: console)
        let preflight = try await Preflight(
            runbook, arguments: arguments.values, files: arguments.files, on: console, kept: saved?.parameters)
        try await saved?.check(lock: preflight.lockText())
        let plan = try await preflight.plan(options.display, on: console)
        let given = PresetAnswers(
            isYes: yes, confirmed: try Confirmations.read(options.confirm, for: plan), values: preflight.answers)
        if !console.isTerminal || options.display.format == .json {
            try UnansweredQuestions(plan, given: given)
                .refuse("nothing was run", runbook.program.sources, options.display, on: console)
        }
        let recorder = try recording.recorder()
        var run = Run(
            preflight: preflight, plan: plan, given: given, display: options.display, detail: options.detail,
            console: console,
            inspector: InspectPrompt(preflight, given: given, display: options.display, console: console),
            performer: console.transports())
        run.held = saved?.followed(on: console)
        run.recorder = recorder
        let wish = UndoWish()
        run.undoWish = wish
        let status = try await run.execute()
        try recorder?.write(preflight)
        return try await UndoneRun.undo(
            wish, preflight,
            UndoneRun.Wish(options: options) { [options, console] in
                InspectPrompt(preflight, given: $0, display: options.display, console: console)
            }, on: console) ?? status
    }
}
