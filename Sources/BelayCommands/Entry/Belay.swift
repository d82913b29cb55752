import ArgumentParser

/// The command line.
struct Belay: ParsableCommand, Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "belay",
        abstract: "Runs runbooks: procedures that are checked, shown, and then run.",
        discussion: """
            Begin with a file:

                belay check backup.runbook     is anything wrong with it?
                belay plan backup.runbook      every step and every command, nothing run
                belay run backup.runbook       run it
            """,
        version: Version.current,
        subcommands: [
            RunCommand.self, PlanCommand.self, CheckCommand.self, RehearseCommand.self, ReplCommand.self,
            ListCommand.self, PhrasesCommand.self, RunsCommand.self, ShowCommand.self, ResumeCommand.self,
            AbandonCommand.self, UnlockCommand.self,
        ])

    func carryOut(on console: Console) async throws(UserError) -> ExitStatus {
        console.output.write(
            """
            Belay carries out runbooks: procedures that are checked, shown, and then run.

              belay check FILE    is anything wrong with it?
              belay plan FILE     every step and every command, nothing run
              belay run FILE      carry it out
              belay rehearse NAME carry it out on stand-in machines
              belay repl          a statement at a time
              belay list          the runbooks that come with Belay
              belay resume        go on with a run that was interrupted
              belay runs          what ran, and how it ended

              belay help          all commands and their options

            """)
        return .done
    }
}
