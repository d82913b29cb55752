import ArgumentParser

/// One command of `belay`. What it touches is handed to it.
protocol Subcommand: ParsableCommand {
    /// It changes nothing: without what it writes it has done nothing.
    static var onlyTells: Bool { get }

    mutating func carryOut(on console: Console) async throws(Refusal) -> ExitStatus
}

extension Subcommand {
    static var onlyTells: Bool { false }
}

extension CommandConfiguration {
    /// Of a command that is parsed by itself, and speaks of itself as one of `belay`.
    static func command(_ name: String, abstract: String, discussion: String) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name, _superCommandName: "belay", abstract: abstract, discussion: discussion,
            version: Version.current)
    }
}
