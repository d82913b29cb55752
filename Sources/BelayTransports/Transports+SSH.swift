import BelayRuntime
import Synchronization

extension Transports {
    /// On a host, over its kept connection. Where that is lost in the middle of a change, the host's record says what
    /// happened.
    func perform(
        _ effect: CommandEffect, _ command: PlainCommand, on name: String, desk: OutputCollector,
        output: @escaping @Sendable (OutputPiece) -> Void
    ) async throws(CommandRefusal) -> CommandOutcome {
        guard command.isRecorded else { return try await carry(command, to: name, desk: desk) }
        recordingHosts.withLock { _ = $0.insert(name) }
        let lost = LostConnectionRecovery(effect, on: name, transports: self, output: output)
        let outcome = try await carry(command, to: name, desk: desk)
        guard case .unknown = outcome.ending else { return outcome }
        return await lost.settled(outcome)
    }

    func carry(
        _ command: PlainCommand, to name: String, desk: OutputCollector
    ) async throws(CommandRefusal) -> CommandOutcome {
        guard let first = name.utf8.first, first != UInt8(ascii: "-") else {
            throw CommandRefusal("`\(name)` is not the name of a host")
        }
        let host = try host(name)
        var session = SSHSession(command, host: host, patience: patience)
        return try await session.perform(desk: desk)
    }

    /// One for each name under which it is asked for.
    private func host(_ name: String) throws(CommandRefusal) -> SSHHost {
        if let known = hosts.withLock({ $0[name] }) { return known }
        guard let path = ProgramSearch.path(of: "ssh", in: environment) else {
            throw CommandRefusal("there is no program `ssh` on this machine")
        }
        let client = SSHClient(path: path, extraArguments: sshArguments, environment: environment)
        let made = SSHHost(name, client: client, runner: try runner(), sockets: sockets) { [weak self] in
            self?.closeIdle()
        }
        return hosts.withLock { hosts in
            let host = hosts[name] ?? made
            hosts[name] = host
            return host
        }
    }

    /// Closes the connection that has been of no use for longest.
    private func closeIdle() {
        let idle = hosts.withLock { Array($0.values) }.compactMap { host in host.idleSince.map { (host, $0) } }
        idle.min { $0.1 < $1.1 }?.0.closeIfIdle()
    }

    /// Closes the connections that are kept, and waits until they are closed. Commands that still run on them are cut
    /// off. A later one opens a new connection.
    public func close() async {
        let open = hosts.withLock { hosts in
            defer { hosts = [:] }
            return Array(hosts.values)
        }
        await withTaskGroup { group in
            for host in open { group.addTask { await host.close() } }
        }
        sockets.remove()
    }
}
