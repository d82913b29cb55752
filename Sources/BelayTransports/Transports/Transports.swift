public import BelayRuntime
import BelaySystem

/// Runs commands, each by the transport that reaches its place.
public final class Transports: CommandExecutor {
    private let local: LocalTransport
    private let ssh: SSHTransport
    let environment: ProcessEnvironment

    /// The variable that is `no` where each command on a host is to have a session of its own.
    static let keptShells = "BELAY_KEPT_SHELLS"

    /// Starts nothing yet.
    /// - Parameters:
    ///   - environment: the environment of local commands; its `PATH` finds programs.
    ///   - sshArguments: put before Belay's own for every ssh, such as `-F FILE`, and win over them.
    ///   - timeouts: how long is waited where something does not end by itself.
    ///   - descriptors: the number it may take; nil for as many as the system gives.
    ///   - generation: of the run, see `RunHistory.generation`.
    ///   - isShared: machines share the run, so that a Belay on another one may be one that it was taken over from.
    public init(
        environment: ProcessEnvironment = .inherited(), sshArguments: [String] = [],
        timeouts: TransportTimeouts = TransportTimeouts(), descriptors: Int? = nil, generation: Int = 1,
        isShared: Bool = false
    ) {
        self.environment = environment
        let shared = SharedRunner(environment: environment, timeouts: timeouts, descriptors: descriptors)
        local = LocalTransport(shared)
        ssh = SSHTransport(
            shared, arguments: sshArguments, keepsShells: environment[Self.keptShells] != "no", generation: generation,
            isShared: isShared)
    }

    private var all: [any Transport] { [local, ssh] }

    private func transport(to location: Location) -> any Transport {
        switch location.reach {
        case .local: local
        case .host: ssh
        }
    }

    public func recordsChanges(at location: Location) -> Bool { transport(to: location).recordsChanges }

    public func perform(
        _ effect: CommandEffect, unrecorded: @escaping UnrecordedChange,
        output: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome {
        guard !Task.isCancelled else { return CommandOutcome(ending: .cancelled) }
        do {
            guard let file = try outputFile(of: effect) else {
                return try await perform(effect, unrecorded: unrecorded, sink: output)
            }
            return await perform(effect, unrecorded: unrecorded, into: file, sink: output)
        } catch {
            return CommandOutcome(error)
        }
    }

    private func perform(
        _ effect: CommandEffect, unrecorded: @escaping UnrecordedChange, into file: OutputFile,
        sink: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome {
        do {
            return outcome(
                try await perform(effect, unrecorded: unrecorded, to: file, sink: sink), of: effect, wrote: file)
        } catch {
            file.discard()
            return CommandOutcome(error)
        }
    }

    private func perform(
        _ effect: CommandEffect, unrecorded: @escaping UnrecordedChange, to file: OutputFile? = nil,
        sink: @escaping @Sendable (OutputPiece) -> Void
    ) async throws(CommandRefusal) -> CommandOutcome {
        let collector = OutputCollector(
            isCaptured: effect.isCaptured, givesSecret: effect.givesSecret, to: file, sink: sink)
        return try await transport(to: effect.location).perform(
            KnownCommand(effect), unrecorded: unrecorded, collector: collector)
    }

    public func recoveredStatus(of change: InFlightCommand) async -> RecoveredStatus {
        recoveredOutput(of: change, after: await transport(to: change.place).recoveredStatus(of: change))
    }

    public func terminate(_ change: InFlightCommand) async { await transport(to: change.place).terminate(change) }

    public func cleanUp(after run: String, on hosts: [String]) async {
        for transport in all { await transport.cleanUp(after: run, on: hosts) }
    }

    /// Closes the connections that are kept, and waits until they are closed. Commands that still run on them are cut
    /// off. A later one opens a new connection.
    public func close() async {
        for transport in all { await transport.close() }
    }
}
