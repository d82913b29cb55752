/// Writes down that a change has not begun, since its place could keep no record of it, and gives what it is known by when it
/// is sent again, without one. Nil where it is not to be sent: then it has not happened.
/// - Parameter reason: why there is no record, in words.
public typealias UnrecordedChange = @Sendable (_ reason: String) async -> ChangeIdentity?

/// Runs commands. The live one is made of transports; a plan's only writes them down.
public protocol CommandExecutor: Sendable {
    /// Performs one effect whose every part is known. Output is handed on as it comes, in pieces of whole lines where
    /// possible, from any thread, and never after the return. When the surrounding task is cancelled the process
    /// group is ended, here and on the remote host, and the outcome is `.cancelled`.
    /// - Parameter unrecorded: asked before a change is sent without the record that its place was to keep of it.
    func perform(
        _ effect: CommandEffect, unrecorded: @escaping UnrecordedChange,
        output: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome

    /// The fate of a change whose end was not seen. One that had not begun by now will not begin any more. When the
    /// surrounding task is cancelled the answer is that nobody could be asked.
    func recoveredStatus(of change: InFlightCommand) async -> RecoveredStatus

    /// Ends such a change, if it still runs, with all its processes.
    func terminate(_ change: InFlightCommand) async

    /// Removes what hosts have recorded of a run that is over, on those that can be reached at once.
    /// - Parameter hosts: those that it used before it was resumed.
    func cleanUp(after run: String, on hosts: [String]) async

    /// What a file of this machine holds, read to its end.
    func content(ofFile path: String) async throws(FileRefusal) -> FileContent

    /// Whether a place keeps a record of each change, by which the outcome of one that was not seen to end is recovered.
    func recordsChanges(at location: Location) -> Bool
}
