import ArgumentParser
import BelayAgentServer
import Glibc

/// `belay mcp`: the server for programs that act for people.
struct MCPCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "mcp", usage: "[<options>]",
        abstract: "Serve a program that acts for people: plan, check, and run what others have approved.",
        discussion: """
            A program starts it in the folder with the runbooks, and speaks the Model Context Protocol with it on standard \
            input and output. Nothing that changes something is started that somebody else has not approved.

            Example:

                belay mcp
                belay mcp --read-only
            """)

    @Flag(help: "Start nothing, and touch no run: leave out the tools that do.")
    var readOnly = false

    @Flag(
        help: ArgumentHelp(
            "Start no plan without an approval, not one that only reads either: for a program that can write runbooks.")
    )
    var approveReads = false

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        // A client that is gone is seen when a message cannot be written.
        signal(SIGPIPE, SIG_IGN)
        let tools = try AgentTools(console, isReadOnly: readOnly, approvesReads: approveReads)
        await AgentLoop(input: STDIN_FILENO, output: STDOUT_FILENO, tools, version: Version.current).run()
        return .done
    }
}
