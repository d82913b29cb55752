import BelayRuntime
import BelaySystem

/// On this machine behind prefixes, such as `docker exec -i 4f2a`. The launcher script says from behind them whether the
/// command began and how it ended, so that a failure of the prefix does not pass for one of the command.
extension LocalTransport {
    func performBehindPrefix(
        _ command: KnownCommand, _ collector: OutputCollector
    ) async throws(CommandRefusal) -> CommandOutcome {
        let launch = LauncherInput(command, token: CommandToken.random())
        let log = MarkerLog()
        var process = try shared.program(command.prefix + launch.words, environment(of: command))
        process.hasInput = launch.input != nil
        process.record = record(of: command)
        process.deadline = command.change?.deadline
        let request = ProcessRunner.Request(
            process, input: launch.input, limit: command.limit, filters: log.filters(for: launch.token),
            terminate: { [self] in await terminate(behind: command.prefix, log.markers, launch.token) })
        let result = try await shared.runner().start(request, collector: collector)
        return try RemoteExit.outcome(of: result, log.markers, prefix: command.prefix)
    }

    /// Ends what runs behind the prefix, by a command behind the same prefix.
    private func terminate(behind prefix: [String], _ markers: ControlMarkers, _ token: String) async {
        let timeouts = shared.timeouts
        guard let started = markers.started, markers.exited == nil else { return }
        guard let words = TerminateScript.words(process: started, grace: timeouts.grace, token: token) else { return }
        guard let process = try? shared.program(prefix + words, shared.environment) else { return }
        var request = ProcessRunner.Request(process, limit: timeouts.grace + timeouts.reach)
        request.kind = .ending
        _ = try? await shared.runner().start(request, collector: OutputCollector(isCaptured: false) { _ in })
    }
}
