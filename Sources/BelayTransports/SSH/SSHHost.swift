import BelayRuntime
import Synchronization

/// One host and the connection that is kept to it.
final class SSHHost: Sendable {
    /// OpenSSH's server takes ten: one keeps the connection, one is left for ending a command.
    static let sessionLimit = 8
    /// How often a server that is too busy to greet us is asked again; together some twelve seconds.
    private static let patientAttempts = 8
    /// Beyond ssh's own limit for connecting: logging in has none.
    private static let openingLimit = Duration.seconds(45)

    let name: String
    let client: SSHClient
    let workbench: Workbench
    let turnstile = Turnstile(limit: sessionLimit)
    private let sockets: SocketFolder

    private struct State {
        var connection: KeptConnection?
        var opening: Opening?
    }

    private typealias Opening = Task<Result<KeptConnection, SSHFailure>, Never>

    private let state = Mutex(State())

    init(_ name: String, client: SSHClient, workbench: Workbench, sockets: SocketFolder) {
        self.name = name
        self.client = client
        self.workbench = workbench
        self.sockets = sockets
    }

    /// The kept connection; opened when there is none, once for all who ask meanwhile.
    func connection() async throws(SSHFailure) -> KeptConnection {
        let (open, opening) = state.withLock { state -> (KeptConnection?, Opening?) in
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
    var openConnection: KeptConnection? {
        state.withLock { state in state.connection.flatMap { $0.isOpen ? $0 : nil } }
    }

    /// This connection serves no longer.
    func drop(_ connection: KeptConnection) {
        state.withLock { state in
            if state.connection === connection { state.connection = nil }
        }
        connection.close()
    }

    /// Closes the connection and waits for nothing.
    func abandon() {
        let (connection, opening) = state.withLock { ($0.connection, $0.opening) }
        connection?.close()
        guard let opening else { return }
        Task.detached { try? await opening.value.get().close() }
    }

    /// Closes the connection, and waits until it is closed.
    func close() async {
        let (connection, opening) = state.withLock { ($0.connection, $0.opening) }
        connection?.close()
        await connection?.closed()
        if let opened = try? await opening?.value.get() {
            opened.close()
            await opened.closed()
        }
        state.withLock { $0.connection = nil }
    }

    // MARK: Opening

    private func openPatiently() async -> Result<KeptConnection, SSHFailure> {
        let result = await openRepeatedly()
        state.withLock { state in
            state.opening = nil
            state.connection = try? result.get()
        }
        return result
    }

    private func openRepeatedly() async -> Result<KeptConnection, SSHFailure> {
        var backoff = Backoff()
        for _ in 1..<Self.patientAttempts {
            let result = await open()
            guard case .failure(.unreachable(let words)) = result, SSHClient.isBusy(words) else { return result }
            await backoff.pause()
        }
        return await open()
    }

    private func open() async -> Result<KeptConnection, SSHFailure> {
        let token = CommandToken.random()
        let socket: String
        do { socket = try sockets.newSocket() } catch { return .failure(.refused(error)) }
        let isReady = FirstAnswer<String?>()
        let desk = OutputDesk(isCaptured: false) { piece in
            if piece.stream == .output, String(decoding: piece.bytes, as: UTF8.self).contains("\(token) ready") {
                isReady.give(nil)
            }
        }
        var order = Workbench.Order(client.keeping(name, socket: socket, token: token), limit: .seconds(Int64.max))
        order.keepsInputOpen = true
        let life = Task.detached { [workbench, order] in
            let words: String
            do throws(SystemError) {
                words = FarEnding.words(of: try await workbench.run(order, desk: desk))
            } catch {
                words = error.words
            }
            isReady.give(words)
            return words
        }
        let timer = workbench.reactor.after(Self.openingLimit) { life.cancel() }
        let words = await isReady.value()
        workbench.reactor.cancel(timer)
        guard let words else { return .success(KeptConnection(socket: socket, life: life)) }
        return .failure(.unreachable(words))
    }
}
