import ArgumentParser
import BelayJournal
import BelayLanguage
import BelayRuntime

/// `belay undo RUN`: undo what a run that has ended has begun.
struct UndoCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "undo", usage: "<run> [<name=value> ...] [<options>]",
        abstract: "Undo what a run that has ended has done: the undo of its actions, newest first.",
        discussion: """
            The exact commands are shown and asked about, and run in a run of their own. Nothing that was done before a point of no
            return is undone. A run that could be resumed is given up. An undo that has failed or was interrupted is resumed
            itself. The runbook must still have what the run has done. The
            parameters are those of the run; secrets must be given again.

            Exit status: as for `belay run`.

            Example:

                belay undo 20260301-093000-k3f9
                belay undo 20260301-093000-k3f9 --dry-run
            """)

    @Argument(
        help: ArgumentHelp("The id of a run, or its beginning.", valueName: "run"),
        completion: .custom { _, _, _ in Completion.runs() })
    var run: String

    @Argument(help: ArgumentHelp("Secrets, and answers to questions.", valueName: "name=value"))
    var values: [String] = []

    @OptionGroup var parameters: ParameterFileOption

    @Flag(help: "Show what would be undone, and run nothing.")
    var dryRun = false

    @Flag(help: "Run commands of this machine here, though the run was begun on another.")
    var here = false

    @Flag(help: "Answer yes to every plain question.")
    var yes = false

    @OptionGroup var options: RunOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        try ProcessList.require()
        var console = console
        try await AllRuns(in: StateFolder.found(by: console), on: console).bring(run)
        let undoable = try UndoableRun(run, on: console)
        try undoable.enterFolder(&console)
        let runbook = try LoadedRunbook.load(undoable.beginning.runbook, display: options.display, on: console)
        try runbook.checkPrograms(options.display, on: console)
        let preflight = try await Preflight(
            runbook, arguments: values, files: parameters.files, on: console, kept: .run(undoable.beginning))
        return try await UndoneRun.undo(
            undoable, preflight,
            UndoneRun.Wish(isYes: yes, isDryRun: dryRun, isHere: here, options: options) { [console] in
                InspectPrompt(preflight, given: $0, display: options.display, console: console)
            }, on: console)
    }
}
