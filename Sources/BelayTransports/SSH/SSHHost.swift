import BelayRuntime
import BelaySystem
import Synchronization

/// One host and the connection that is kept to it.
final class SSHHost: Sendable {
    /// OpenSSH's server takes ten: one keeps the connection, one is left for ending a command.
    static let sessionLimit = 8
    /// The number of times that a server that is too busy to greet us is asked again; together some twelve seconds.
    private static let patientAttempts = 8
    /// Beyond ssh's own limit for connecting: logging in has none.
    private static let openingLimit = Duration.seconds(45)

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
        Task.detached { try? await opening.value.get()?.close() }
    }

    /// Closes the connection, and waits until it is closed.
    func close() async {
        let (connection, opening) = state.withLock { ($0.connection, $0.opening) }
        shells.abandon()
        connection?.close()
        await connection?.closed()
        if let opened = try? await opening?.value.get() {
            opened.close()
            await opened.closed()
        }
        state.withLock { $0.connection = nil }
    }

    // MARK: Opening

    private func openPatiently() async -> Result<MasterConnection?, SSHFailure> {
        let result = await openRepeatedly()
        state.withLock { state in
            state.opening = nil
            if case .success(let connection) = result {
                state.connection = connection
                state.isUnshared = connection == nil
            }
        }
        return result
    }

    private func openRepeatedly() async -> Result<MasterConnection?, SSHFailure> {
        var backoff = Backoff()
        for _ in 1..<Self.patientAttempts {
            let result = await open()
            guard case .failure(.unreachable(let words)) = result, SSHClient.isBusy(words) else { return result }
            await backoff.pause()
        }
        return await open()
    }

    private func open() async -> Result<MasterConnection?, SSHFailure> {
        let limits = runner.limits
        // Not cancelled: others may wait for the same.
        _ = await limits.connections.enter(whenFull: makeRoom)
        _ = await limits.openings.enter()
        defer { limits.openings.leave() }
        let token = CommandToken.random()
        let socket: String
        do {
            socket = try sockets.newSocket()
        } catch {
            limits.connections.leave()
            return .failure(.refused(error))
        }
        let isReady = OneShot<String?>()
        let collector = OutputCollector(isCaptured: false) { piece in
            if piece.stream == .output, String(decoding: piece.bytes, as: UTF8.self).contains("\(token) ready") {
                isReady.give(nil)
            }
        }
        var request = ProcessRunner.Request(
            client.keeping(name, socket: socket, token: token), limit: .seconds(Int64.max))
        request.keepsInputOpen = true
        request.kind = .connection
        let life = Task.detached { [runner, request] in
            let words: String
            do throws(SystemError) {
                words = Self.words(of: try await runner.run(request, collector: collector))
            } catch {
                words = error.words
            }
            isReady.give(words)
            return words
        }
        let timer = runner.reactor.after(Self.openingLimit) { life.cancel() }
        let words = await isReady.value()
        runner.reactor.cancel(timer)
        if let words { return .failure(.unreachable(words)) }
        let connection = MasterConnection(socket: socket, life: life)
        if sockets.has(socket) { return .success(connection) }
        connection.close()
        return .success(nil)
    }

    /// ssh's own failure has the status 255; any other one is of what it was to run there.
    private static func words(of result: ChannelResult) -> String {
        let words = RemoteExit.words(of: result)
        guard case .exited(let status)? = result.ending, status != 255 else { return words }
        return "the login shell there refuses commands: \(words)"
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
