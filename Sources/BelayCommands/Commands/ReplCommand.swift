import ArgumentParser
import BelayWorkspace

/// `belay repl`: the whole language, a statement at a time.
struct ReplCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "repl",
        abstract: "Carry out statements as they are typed, with the whole language.",
        discussion: """
            Examples:

                belay repl
                belay repl backup cluster=example.com master=admin@10.0.0.4
                echo 'say "hello"' | belay repl

            Without a terminal the lines of standard input are carried out, up to the first that fails; its status is
            that of the command, as `belay run` gives it.
            """)

    @Argument(
        help: ArgumentHelp(
            "A runbook whose phrases and parameters are in scope: a file, or the name of a bundled one.",
            valueName: "runbook"),
        completion: .custom { _, _, prefix in Completion.runbooks(prefix) })
    var runbook: String?

    @Argument(
        help: ArgumentHelp("Values for its parameters and for questions; a list as [a, b].", valueName: "name=value"),
        completion: .custom { words, _, _ in Completion.parameters(words) })
    var values: [String] = []

    @Option(
        name: .customLong("params"),
        help: ArgumentHelp("A YAML file with values for its parameters.", valueName: "file"), completion: .file())
    var file: String?

    @Flag(help: "Answer every plain question with yes.")
    var yes = false

    @Option(
        name: [.customLong("color"), .customLong("colour")],
        help: ArgumentHelp("When to use colour; NO_COLOR counts too.", valueName: "auto|always|never"))
    var colour = ColourChoice.auto

    func carryOut(on console: Console) async throws(Refusal) -> ExitStatus {
        let display = DisplayOptions.people(colour)
        // Made ready meanwhile: there may be ten thousand entries to remember.
        async let laid = console.isTerminal ? SessionDesk.laid(for: console) : nil
        let workspace = try workspace(display, on: console)
        // Before anything is asked: it changes the terminal.
        let desk = await laid
        guard let scope = SessionWorkspace(workspace), let program = workspace.program else {
            throw Refusal(message: "\(runbook ?? "the session") has errors; nothing was run")
        }
        let loaded = LoadedRunbook(name: runbook ?? "session", workspace: workspace, program: program)
        if runbook != nil { try loaded.checkPrograms(display, on: console) }
        let preflight = try await Preflight(loaded, arguments: values, file: file, on: console)
        let talk = SessionTalk(
            scope, preflight: preflight, given: GivenAnswers(isYes: yes, confirmed: [], values: preflight.answers),
            display: display, console: console)
        if let desk {
            var session = TypedSession(talk: talk, desk: try desk.get(), console: console)
            return await session.carryOut()
        }
        var session = try PipedSession(talk: talk, console: console)
        return try await session.carryOut()
    }

    private func workspace(_ display: DisplayOptions, on console: Console) throws(Refusal) -> Workspace {
        guard let runbook else {
            return Workspace(text: [], at: "session.runbook", console.surroundings)
        }
        let checked = try CheckedFile(runbook, on: console)
        checked.show(display, on: console)
        return checked.workspace
    }
}
