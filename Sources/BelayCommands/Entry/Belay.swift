import ArgumentParser

/// The command line.
struct Belay: ParsableCommand, Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "belay",
        abstract: "Run runbooks: procedures that are checked, shown, and then run.",
        discussion: """
            Example:

                belay check backup.runbook     find mistakes without running anything
                belay plan backup.runbook      show every command, run nothing
                belay run backup.runbook       run it
            """,
        version: Version.current,
        subcommands: [
            RunCommand.self, InitCommand.self, ImportCommand.self, PlanCommand.self, DiffCommand.self,
            ApproveCommand.self, RejectCommand.self, CheckCommand.self, ExplainCommand.self, FormatCommand.self,
            DocCommand.self, TestCommand.self, RehearseCommand.self,
            LabCommand.self, ReplCommand.self, ListCommand.self, PhrasesCommand.self, LSPCommand.self,
            MCPCommand.self,
            RunsCommand.self, ShowCommand.self, WatchCommand.self, ReportCommand.self, ResumeCommand.self,
            UndoCommand.self,
            AbandonCommand.self, LockCommand.self, UnlockCommand.self, PruneCommand.self, TimerCommand.self,
            ConfigCommand.self,
            KeepLabCommand.self, StoreFolderCommand.self, CompleteCommand.self,
        ])

    static var commandNames: [String] {
        configuration.subcommands.map { $0.configuration }.filter { $0.shouldDisplay }.compactMap { $0.commandName }
    }

    /// The answer to `belay` alone.
    static let greeting = """
        Belay runs runbooks: procedures that are checked, shown, and then run.

          belay check FILE      find mistakes without running anything
          belay plan FILE       show every command, run nothing
          belay run FILE        run it

          belay list            bundled runbooks, such as multi-master
          belay rehearse NAME   run one in a lab on this machine

        belay help shows all commands, and belay help run the options of one.

        """

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        throw UserError(status: .usage, message: "a command is missing", help: ["belay help"])
    }
}
