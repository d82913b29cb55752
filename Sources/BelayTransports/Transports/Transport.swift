import BelayRuntime
import BelaySystem

/// How commands reach one kind of place: this machine, or a host by ssh. Each case of `Location.Reach` has one.
protocol Transport: Sendable {
    /// Whether a place that it reaches keeps a record of each change, by which the outcome of one can be recovered.
    var recordsChanges: Bool { get }

    /// Performs a command as `CommandExecutor.perform` says. Refuses in a sentence what is not to be started.
    func perform(
        _ command: KnownCommand, unrecorded: @escaping UnrecordedChange, collector: OutputCollector
    ) async throws(CommandRefusal) -> CommandOutcome

    /// What became of a change whose end was not seen. One that had not begun by now will not begin any more.
    func recoveredStatus(of change: InFlightCommand) async -> RecoveredStatus

    /// Ends such a change, if it still runs, with all its processes.
    func terminate(_ change: InFlightCommand) async

    /// Removes what was recorded of a run that is over, where that can be reached at once.
    /// - Parameter hosts: those that it used before it was resumed.
    func cleanUp(after run: String, on hosts: [String]) async

    /// Lets go of what is kept open, and waits until that is done. A command that comes later opens it again.
    func close() async
}
