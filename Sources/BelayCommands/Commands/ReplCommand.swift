import ArgumentParser
import BelayWorkspace
import Glibc

/// `belay repl`: the whole language, a statement at a time.
struct ReplCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "repl", usage: "[<runbook>] [<name=value> ...] [<options>]",
        abstract: "Run statements as you type them, with the whole language.",
        discussion: """
            Examples:

                belay repl
                belay repl backup cluster=example.com master=admin@10.0.0.4
                echo 'say "hello"' | belay repl

            Without a terminal it runs the lines of standard input and stops at the first that fails; the status is as
            for `belay run`.
            """)

    @Argument(
        help: ArgumentHelp(
            "A runbook whose phrases and parameters are in scope: a file, or the name of a bundled one.",
            valueName: "runbook"))
    var runbook: String?

    @Argument(
        help: ArgumentHelp("Values for its parameters and questions; write a list as [a, b].", valueName: "name=value"))
    var values: [String] = []

    @OptionGroup var parameters: ParameterFileOption

    @Flag(help: "Answer yes to every plain question.")
    var yes = false

    @Option(
        help: ArgumentHelp(
            "Answer the question at STEP (its number in the session). For a point of no return, TEXT is the lock's text.",
            valueName: "step=text"))
    var confirm: [String] = []

    @Option(
        name: [.customLong("color"), .customLong("colour")],
        help: ArgumentHelp("When to use color; NO_COLOR is honored.", valueName: "auto|always|never"))
    var colour = ColourChoice.auto

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        try Self.refuseUnseen(console)
        try ProcessList.require()
        let (runbook, values) = words
        let display = DisplayOptions.people(colour)
        // Made ready at the same time: there may be ten thousand entries to remember.
        async let laid = console.isTerminal ? TerminalParts.laid(for: console) : nil
        let workspace = try Self.workspace(runbook, display, on: console)
        // Before anything is asked: it changes the terminal.
        let desk = await laid
        guard let scope = SessionWorkspace(workspace), let program = workspace.program else {
            throw UserError(message: "\(runbook ?? "the session") has errors; nothing was run")
        }
        let loaded = LoadedRunbook(name: runbook ?? "session", workspace: workspace, program: program)
        if runbook != nil { try loaded.checkPrograms(display, on: console) }
        let preflight = try await Preflight(loaded, arguments: values, files: parameters.files, on: console)
        let given = PresetAnswers(
            isYes: yes, confirmed: [], values: preflight.answers, numbered: try Confirmations.read(confirm))
        let talk = REPL(
            scope, preflight: preflight, given: given, display: display, console: console)
        if let desk {
            var session = TypedSession(talk: talk, desk: try desk.get(), console: console)
            return await session.run()
        }
        var session = try PipedSession(talk: talk, console: console)
        return try await session.run()
    }

    /// Whoever types without seeing what is asked would answer nothing, and everything would run.
    private static func refuseUnseen(_ console: Console) throws(UserError) {
        if isatty(STDIN_FILENO) == 1, !console.output.isTerminal {
            throw UserError(
                status: .usage,
                message: "the session asks about what is typed at a terminal, and nobody would see the questions",
                help: ["script -c 'belay repl' FILE    record what a session shows", "belay repl < LINES > FILE"])
        }
    }

    /// A first word such as `size=5` is a value, unless a file has that name: a session needs no runbook.
    private var words: (runbook: String?, values: [String]) {
        guard let first = runbook, first.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_-]*=.*/.dotMatchesNewlines()) != nil,
            access(first, F_OK) != 0
        else { return (runbook, values) }
        return (nil, [first] + values)
    }

    private static func workspace(
        _ runbook: String?, _ display: DisplayOptions, on console: Console
    ) throws(UserError) -> Workspace {
        guard let runbook else {
            return Workspace(text: [], at: "session.runbook", console.surroundings)
        }
        let checked = try CheckedFile(runbook, on: console)
        checked.show(display, on: console)
        return checked.workspace
    }
}
