import BelayRuntime
import BelaySystem
import Synchronization

/// Commands of hosts, each over the one connection that is kept to its host. What a host keeps of a change is asked for in
/// `SSHTransport+Records.swift`.
final class SSHTransport: Transport {
    let shared: SharedRunner
    /// Each connection that is kept is a process. So many stay open that nobody uses: a run over hundreds of hosts does not
    /// come back to most of them, and to a few it comes back at once.
    private static let spareConnections = 32

    private let arguments: [String]
    private let keepsShells: Bool
    /// Of the run whose changes the hosts keep records of: who resumes it or takes it over has a higher one.
    let generation: Int
    /// Machines share the run.
    let isShared: Bool
    private let sockets: SocketFolder
    private let hosts = Mutex<[String: SSHHost]>([:])
    /// Those that were asked to keep a record of something.
    let recordingHosts = Mutex<Set<String>>([])

    /// - Parameters:
    ///   - arguments: put before Belay's own for every ssh.
    ///   - keepsShells: a shell stays open on each host, which performs one command after another.
    init(_ shared: SharedRunner, arguments: [String], keepsShells: Bool, generation: Int, isShared: Bool) {
        self.shared = shared
        self.isShared = isShared
        self.generation = generation
        self.keepsShells = keepsShells
        self.arguments = arguments
        sockets = SocketFolder(environment: shared.environment)
    }

    deinit {
        for host in hosts.withLock({ $0.values }) { host.abandon() }
    }

    let recordsChanges = true

    func perform(
        _ command: KnownCommand, unrecorded: @escaping UnrecordedChange, collector: OutputCollector
    ) async throws(CommandRefusal) -> CommandOutcome {
        guard let name = command.host else { preconditionFailure("ssh reaches hosts") }
        guard let effect = command.effect, let change = effect.change, change.isRecorded else {
            return try await carry(command, to: name, collector: collector)
        }
        do throws(CommandRefusal) {
            return try await perform(effect, change, command, on: name, collector: collector)
        } catch {
            // Better done without a record than not at all, where a disk is full that it may be about to empty.
            guard error.lacksRecord, let again = await unrecorded(error.words) else { throw error }
            return try await carry(command.known(as: again), to: name, collector: collector)
        }
    }

    /// A change that the host keeps a record of: where the connection is lost in the middle of it, that tells.
    private func perform(
        _ effect: CommandEffect, _ change: ChangeIdentity, _ command: KnownCommand, on name: String,
        collector: OutputCollector
    ) async throws(CommandRefusal) -> CommandOutcome {
        recordingHosts.withLock { _ = $0.insert(name) }
        let recovery = LostConnectionRecovery(effect, change, on: name, by: self, output: collector.sink)
        let outcome = try await carry(command, to: name, collector: collector)
        guard case .unknown = outcome.ending else { return outcome }
        return await recovery.settled(outcome)
    }

    func carry(
        _ command: KnownCommand, to name: String, collector: OutputCollector
    ) async throws(CommandRefusal) -> CommandOutcome {
        // ssh would take it for an option.
        guard let first = name.utf8.first, first != UInt8(ascii: "-") else {
            throw CommandRefusal("`\(name)` is not the name of a host")
        }
        let host = try host(name)
        var session = SSHSession(command, host: host, timeouts: shared.timeouts, generation: generation)
        return try await session.perform(collector: collector)
    }

    /// One for each name under which it is asked for.
    private func host(_ name: String) throws(CommandRefusal) -> SSHHost {
        if let known = hosts.withLock({ $0[name] }) { return known }
        guard let path = shared.environment.programs.path(of: "ssh") else {
            throw CommandRefusal("there is no program `ssh` on this machine")
        }
        let client = SSHClient(path: path, extraArguments: arguments, environment: shared.environment)
        let made = SSHHost(
            name, client: client, runner: try shared.runner(), sockets: sockets, keepsShells: keepsShells,
            makeRoom: { [weak self] in self?.closeIdle() }, closeSpare: { [weak self] in self?.closeSpare() })
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

    /// Closes those that nobody has used for a while, the longest unused first, but for a few.
    private func closeSpare() {
        let now = ContinuousClock.now
        let idle = hosts.withLock { Array($0.values) }.compactMap { host in
            host.idleSince.flatMap { now - $0 >= SSHHost.restTime ? (host, $0) : nil }
        }
        for (host, _) in idle.sorted(by: { $0.1 < $1.1 }).dropLast(Self.spareConnections) { host.closeIfIdle() }
    }

    func close() async {
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
