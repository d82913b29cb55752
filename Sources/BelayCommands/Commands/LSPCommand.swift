import ArgumentParser
import BelayLanguageServer
import BelaySyntax
import BelayWorkspace
import Glibc

/// `belay lsp`: the language server for editors.
struct LSPCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "lsp", usage: "[<options>]",
        abstract: "Serve an editor: diagnostics, completion and more, on standard input and output.",
        discussion: """
            An editor starts it and speaks the Language Server Protocol 3.17 with it. It reads runbooks and runs none of their \
            commands.

            Example:

                belay lsp
            """)

    @Flag(name: .customLong("stdio"), help: "Accepted and ignored: nothing else is spoken.")
    var speaksStandard = false

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        // A client that is gone is seen when a message cannot be written.
        signal(SIGPIPE, SIG_IGN)
        let loop = ServerLoop(
            input: STDIN_FILENO, output: STDOUT_FILENO, console.surroundings, labs: .kops, version: Version.current,
            format: { text in Array(SourceFormatter.format(String(decoding: text, as: UTF8.self)).utf8) })
        return ExitStatus(rawValue: loop.run())
    }
}
