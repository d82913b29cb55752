import BelayRuntime

extension Transports {
    /// On this machine without a prefix: the program itself where no shell is needed, else the shell.
    func performHere(_ command: PlainCommand, desk: OutputCollector) async throws(CommandRefusal) -> CommandOutcome {
        var variables = environment
        for variable in command.variables { variables.set(variable.name, to: variable.value) }
        if !command.mark.isEmpty { variables.set(MarkedProcesses.variable, to: command.mark) }
        var process: ProcessCommand
        if !command.isPipeline, let words = DirectStart.words(of: command.script) {
            process = try direct(words, variables)
        } else {
            let shell = try await localShell()
            guard shell.hasPipefail || !command.isPipeline else {
                throw CommandRefusal(Self.noPipefail("the shell of this machine"))
            }
            process = ProcessCommand(
                path: shell.path, arguments: shell.arguments(for: command.script), environment: variables,
                hasInput: false)
        }
        process.hasInput = command.input != nil
        process.record = StartRecord(mark: command.mark, in: environment)
        let order = ProcessRunner.Order(process, input: command.input, limit: command.limit)
        let report = try await runner().start(order, desk: desk)
        return CommandOutcome(CommandOutcome.Ending(report), report)
    }

    static func noPipefail(_ shell: String) -> String {
        "\(shell) has no `pipefail`, so a failure inside a pipeline would go unnoticed"
    }

    /// A program with its arguments, found as the shell finds it.
    func direct(_ words: [String], _ variables: ProcessEnvironment) throws(CommandRefusal) -> ProcessCommand {
        guard let program = words.first, let path = ProgramSearch.path(of: program, in: variables) else {
            throw CommandRefusal("there is no program `\(words.first ?? "")` on this machine")
        }
        return ProcessCommand(path: path, arguments: words, environment: variables, hasInput: false)
    }
}
