import BelayRuntime

extension Transports {
    /// On this machine behind prefixes, such as `docker exec -i 4f2a`. The boot script says from behind them whether the
    /// command began and how it ended, so that a failure of the prefix does not pass for one of the command.
    func performBehindPrefix(_ command: PlainCommand, desk: OutputCollector) async throws(CommandRefusal)
        -> CommandOutcome
    {
        let booted = LauncherInput(command, token: CommandToken.random())
        var variables = environment
        if !command.mark.isEmpty { variables.set(MarkedProcesses.variable, to: command.mark) }
        var process = try direct(command.prefix + booted.words, variables)
        process.hasInput = booted.input != nil
        process.record = StartRecord(mark: command.mark, in: environment)
        let order = ProcessRunner.Order(
            process, input: booted.input, limit: command.limit, token: booted.token,
            endFar: { [self] marks in await endBehindPrefix(command.prefix, marks, booted.token) })
        let report = try await runner().start(order, desk: desk)
        return CommandOutcome(RemoteExit(report, prefix: command.prefix).ending, report)
    }

    /// Ends what runs behind the prefix, by a command behind the same prefix.
    private func endBehindPrefix(_ prefix: [String], _ marks: ControlMarkers, _ token: String) async {
        guard let started = marks.started, marks.exited == nil else { return }
        guard let words = TerminateScript.words(process: started, grace: patience.grace, token: token) else { return }
        guard let process = try? direct(prefix + words, environment) else { return }
        var order = ProcessRunner.Order(process, limit: patience.grace + patience.reach)
        order.kind = .ending
        _ = try? await runner().start(order, desk: OutputCollector(isCaptured: false) { _ in })
    }
}
