import ArgumentParser

/// The whole program: from arguments to an exit status.
public enum BelayProgram {
    /// `arguments` without the program's own name.
    public static func run(_ arguments: [String]) async -> ExitStatus {
        let console = Console.current()
        do {
            if arguments.first == "help", let refusal = UnknownWord.refusal(of: arguments) { throw refusal }
            var command = try command(arguments)
            if var subcommand = command as? any Subcommand {
                return try await subcommand.carryOut(on: console)
            }
            try command.run()
            return .done
        } catch let refusal as Refusal {
            console.error.write(refusal.text)
            return refusal.status
        } catch {
            return answer(error, to: arguments, on: console)
        }
    }

    /// A command is parsed by itself. The root would first try every argument as a request for a completion script, which is
    /// much of the work of a start.
    private static func command(_ arguments: [String]) throws -> any ParsableCommand {
        let named = Belay.configuration.subcommands.first { $0._commandName == arguments.first }
        guard let named else { return try Belay.parseAsRoot(arguments) }
        return try named.parseAsRoot(Array(arguments.dropFirst()))
    }

    /// Help and versions that were asked for, and command lines that nobody understands.
    private static func answer(
        _ error: any Error, to arguments: [String], on console: Console
    ) -> ExitStatus {
        if Belay.exitCode(for: error) == .success {
            console.output.write(Belay.fullMessage(for: error) + "\n")
            return .done
        }
        if let refusal = UnknownWord.refusal(of: arguments) {
            console.error.write(refusal.text)
        } else {
            console.error.write("belay: " + Belay.message(for: error) + "\n")
        }
        return .usage
    }
}
