import BelayRuntime
import BelaySystem
import Synchronization

/// One host and the connection that is kept to it.
final class SSHHost: Sendable {
    /// OpenSSH's server takes ten: one keeps the connection, one is left for ending a command.
    static let sessionLimit = 8

    let name: String
    let client: SSHClient
    let runner: ProcessRunner
    let turnstile = AsyncSemaphore(limit: sessionLimit)
    let shells: KeptShells
    private let sockets: SocketFolder

    /// A connection that was just of use may be in a moment again, also where others wait for its place.
    private static let idleTime = Duration.milliseconds(200)
    /// The next step of whoever has used a connection comes within that time, or much later.
    static let restTime = Duration.seconds(1)

    private struct State {
        var users = 0
        var idleSince: ContinuousClock.Instant?
        /// The `ssh` of this machine gives no connection to share: each command opens one.
        var isUnshared = false
        /// It greeted nobody when it was asked last: it may be frozen.
        var isSilent = false
        var connection: MasterConnection?
        var opening: Opening?
    }

    private typealias Opening = Task<Result<MasterConnection?, SSHFailure>, Never>

    private let state = Mutex(State())
    private let makeRoom: @Sendable () -> Void
    private let closeSpare: @Sendable () -> Void

    /// - Parameters:
    ///   - keepsShells: shells are kept there, or else each command has a session of its own.
    ///   - makeRoom: closes a connection to another host that nobody uses.
    ///   - closeSpare: closes those that nobody uses, but for a few.
    init(
        _ name: String, client: SSHClient, runner: ProcessRunner, sockets: SocketFolder, keepsShells: Bool,
        makeRoom: @escaping @Sendable () -> Void, closeSpare: @escaping @Sendable () -> Void
    ) {
        self.makeRoom = makeRoom
        self.closeSpare = closeSpare
        self.name = name
        self.client = client
        self.runner = runner
        self.sockets = sockets
        shells = KeptShells(client: client, runner: runner, isWanted: keepsShells)
    }

    // MARK: Use

    /// Somebody has something to do there: the connection is kept until `endUse`.
    func beginUse() {
        state.withLock { state in
            state.users += 1
            state.idleSince = nil
        }
    }

    func endUse() {
        let isIdle = state.withLock { state in
            state.users -= 1
            if state.users == 0 { state.idleSince = .now }
            return state.users == 0
        }
        guard isIdle else { return }
        if runner.limits.connections.isSought {
            _ = runner.reactor.after(Self.idleTime) { [weak self] in self?.closeIfIdle() }
        } else {
            // A little later, so that by any clock it has rested that long.
            _ = runner.reactor.after(Self.restTime * 1.1, closeSpare)
        }
    }

    /// Since when nobody has used the connection that is there.
    var idleSince: ContinuousClock.Instant? {
        state.withLock { $0.connection == nil ? nil : $0.idleSince }
    }

    func closeIfIdle() {
        let idle = state.withLock { state -> MasterConnection? in
            guard state.users == 0, state.idleSince != nil else { return nil }
            defer { state.connection = nil }
            return state.connection
        }
        guard let idle else { return }
        shells.abandon()
        idle.close()
    }

    // MARK: The connection

    /// The kept connection; opened if needed, once for all who ask at the time. `nil` where each command has to open
    /// its own.
    func connection() async throws(SSHFailure) -> MasterConnection? {
        if state.withLock({ $0.isUnshared }) { return nil }
        let (open, opening) = state.withLock { state -> (MasterConnection?, Opening?) in
            if let connection = state.connection, connection.isOpen { return (connection, nil) }
            let opening = state.opening ?? Task.detached { await self.openPatiently() }
            state.opening = opening
            return (nil, opening)
        }
        if let open { return open }
        guard let result = await opening?.valueUnlessCancelled() else { throw .cancelled }
        return try result.get()
    }

    /// The connection as it is, if it is open.
    var openConnection: MasterConnection? {
        state.withLock { state in state.connection.flatMap { $0.isOpen ? $0 : nil } }
    }

    /// This connection serves no longer.
    func drop(_ connection: MasterConnection) {
        state.withLock { state in
            if state.connection === connection { state.connection = nil }
        }
        connection.close()
    }

    /// Closes the connection and waits for nothing.
    func abandon() {
        let (connection, opening) = state.withLock { ($0.connection, $0.opening) }
        shells.abandon()
        connection?.close()
        guard let opening else { return }
        opening.cancel()
        Task.detached { try? await opening.value.get()?.close() }
    }

    /// Closes the connection, and waits until it is closed.
    func close() async {
        let (connection, opening) = state.withLock { ($0.connection, $0.opening) }
        shells.abandon()
        connection?.close()
        opening?.cancel()
        await connection?.closed()
        if let opened = try? await opening?.value.get() {
            opened.close()
            await opened.closed()
        }
        state.withLock { $0.connection = nil }
    }

    // MARK: Opening

    private func openPatiently() async -> Result<MasterConnection?, SSHFailure> {
        let opening = ConnectionOpening(
            name: name, client: client, runner: runner, sockets: sockets,
            wasSilent: state.withLock { $0.isSilent }, makeRoom: makeRoom)
        let result = await opening.perform()
        state.withLock { state in
            state.opening = nil
            state.isSilent =
                if case .failure(.unreachable(let words)) = result { SSHClient.isSilent(words) } else { false }
            if case .success(let connection) = result {
                state.connection = connection
                state.isUnshared = connection == nil
            }
        }
        return result
    }
}

/// The reason for a missing connection.
enum SSHFailure: Error, Hashable {
    /// ssh's words.
    case unreachable(String)
    /// ssh itself cannot be started, or its socket has no place.
    case refused(CommandRefusal)
    case cancelled
}
