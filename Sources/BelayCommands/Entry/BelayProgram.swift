import ArgumentParser
import Glibc

/// The whole program: from arguments to an exit status.
public enum BelayProgram {
    /// `words` as `main` gets them, the program's own name first.
    public static func run(
        _ count: Int32, _ words: UnsafePointer<UnsafeMutablePointer<CChar>?>
    ) async -> ExitStatus {
        do throws(UserError) {
            return await run(try ProgramArguments.read(count, words))
        } catch {
            Console.current().error.write(error.text)
            return error.status
        }
    }

    /// Answers what scripts ask often, on the first thread and with nothing parsed; `nil` for all else.
    public static func answerAtOnce(
        _ count: Int32, _ words: UnsafePointer<UnsafeMutablePointer<CChar>?>
    ) -> ExitStatus? {
        guard count == 2, let word = words[1], strcmp(word, "--version") == 0 else { return nil }
        return tellVersion(on: Console.current())
    }

    private static func tellVersion(on console: Console) -> ExitStatus {
        console.output.write(Version.current + "\n")
        return ended(.done, wasReporting: true, on: console)
    }

    /// `arguments` without the program's own name.
    public static func run(_ arguments: [String]) async -> ExitStatus {
        let console = Console.current()
        if arguments.isEmpty {
            console.error.write(Belay.greeting)
            return .usage
        }
        if arguments == ["--version"] { return tellVersion(on: console) }
        if arguments.count == 2, arguments[0] == "--generate-completion-script",
            let script = ShellScripts.byShell[arguments[1]]
        {
            console.output.write(script)
            return ended(.done, wasReporting: true, on: console)
        }
        do {
            if arguments.first == "help", let refusal = UnknownWord.refusal(of: arguments) { throw refusal }
            var command = try command(arguments)
            if var subcommand = command as? any Subcommand {
                let status = try await subcommand.run(on: console.configured())
                return ended(status, wasReporting: type(of: subcommand).onlyReports, on: console)
            }
            try command.run()
            return .done
        } catch let refusal as UserError {
            console.error.write(refusal.text)
            return refusal.status
        } catch {
            return answer(error, to: arguments, on: console)
        }
    }

    /// Reports output that could not be written. A run that was done is done all the same.
    private static func ended(_ status: ExitStatus, wasReporting: Bool, on console: Console) -> ExitStatus {
        guard let trouble = console.output.trouble else { return status }
        console.error.write("belay: cannot write output: \(trouble)\n")
        return status == .done && wasReporting ? .failed : status
    }

    /// A command is parsed by itself. The root would first try every argument as a request for a completion script, which is
    /// much of the work of a start.
    private static func command(_ arguments: [String]) throws -> any ParsableCommand {
        let named = Belay.configuration.subcommands.first { $0.configuration.commandName == arguments.first }
        guard let named else { return try Belay.parseAsRoot(arguments) }
        return try named.parseAsRoot(Array(arguments.dropFirst()))
    }

    /// Help and versions that were asked for, and command lines that nobody understands.
    private static func answer(
        _ error: any Error, to arguments: [String], on console: Console
    ) -> ExitStatus {
        if Belay.exitCode(for: error) == .success {
            console.output.show(Belay.fullMessage(for: error) + "\n")
            return ended(.done, wasReporting: true, on: console)
        }
        if let refusal = UnknownWord.refusal(of: arguments) ?? UnknownWord.refusal(ofDryRun: arguments) {
            console.error.write(refusal.text)
        } else {
            console.error.write("belay: " + Belay.message(for: error) + "\n")
        }
        return .usage
    }
}
