/// Has another perform its commands, and does something before or after.
public protocol WrappingExecutor: CommandExecutor {
    var performer: any CommandExecutor { get }
}

extension WrappingExecutor {
    public func recoveredStatus(of change: InFlightCommand) async -> RecoveredStatus {
        await performer.recoveredStatus(of: change)
    }

    public func terminate(_ change: InFlightCommand) async { await performer.terminate(change) }

    public func cleanUp(after run: String, on hosts: [String]) async { await performer.cleanUp(after: run, on: hosts) }

    public func content(ofFile path: String) async throws(FileRefusal) -> FileContent {
        try await performer.content(ofFile: path)
    }

    public func recordsChanges(at location: Location) -> Bool { performer.recordsChanges(at: location) }
}
