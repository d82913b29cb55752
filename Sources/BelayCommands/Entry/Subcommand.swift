import ArgumentParser

/// One command of `belay`. What it touches is handed to it.
protocol Subcommand: ParsableCommand {
    mutating func carryOut(on console: Console) async throws(Refusal) -> ExitStatus
}
