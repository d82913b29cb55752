import BelayRuntime
import BelaySystem

/// Opens the connection that is kept to a host, again where it ends before anything was asked over it.
struct ConnectionOpening: Sendable {
    /// The number of times that a server that is too busy to greet us is asked, if it turns us away at once; together as long
    /// as the limit for that.
    private static let attemptsWhileBusy = 16
    /// The number of times where a connection breaks off while it is made.
    private static let attemptsWhileBroken = 4
    /// A host whose login takes longer does not hold up the connections to others.
    private static let ownTurn = Duration.seconds(2)

    let name: String
    let client: SSHClient
    let runner: ProcessRunner
    let sockets: SocketFolder
    /// It greeted nobody when it was asked last, for as long as a busy one is given.
    let wasSilent: Bool
    /// Closes a connection to another host that nobody uses.
    let makeRoom: @Sendable () -> Void

    /// `nil` for a connection that cannot be shared. A cancelled task gives it up.
    func perform() async -> Result<MasterConnection?, SSHFailure> {
        var backoff = Backoff()
        var attempts = 0
        let begun = ContinuousClock.now
        while true {
            let result = await open()
            attempts += 1
            guard case .failure(.unreachable(let words)) = result, attempts < Self.attempts(after: words),
                ContinuousClock.now - begun < patience(after: words)
            else { return result }
            await backoff.pause()
            if Task.isCancelled { return .failure(.cancelled) }
        }
    }

    /// One that is frozen greets nobody, and takes ssh's own limit for each time.
    private func patience(after words: String) -> Duration {
        wasSilent && SSHClient.isSilent(words) ? .zero : runner.timeouts.crowd
    }

    private static func attempts(after words: String) -> Int {
        if SSHClient.isBusy(words) { return attemptsWhileBusy }
        return SSHClient.hasBroken(words) ? attemptsWhileBroken : 1
    }

    private func open() async -> Result<MasterConnection?, SSHFailure> {
        let limits = runner.limits
        guard await limits.connections.enter(whenFull: makeRoom) else { return .failure(.cancelled) }
        guard let pass = await limits.openings.begin() else {
            limits.connections.leave()
            return .failure(.cancelled)
        }
        let turn = runner.reactor.after(Self.ownTurn) { limits.openings.end(pass, .other) }
        let result = await open(socket: Result { () throws(CommandRefusal) in try sockets.newSocket() })
        runner.reactor.cancel(turn)
        limits.openings.end(pass, Self.end(result))
        return result
    }

    private static func end(_ result: Result<MasterConnection?, SSHFailure>) -> OpeningPace.End {
        switch result {
        case .success: .opened
        case .failure(.unreachable(let words)) where SSHClient.isBusy(words): .turnedAway
        case .failure: .other
        }
    }

    private func open(socket: Result<String, CommandRefusal>) async -> Result<MasterConnection?, SSHFailure> {
        let path: String
        switch socket {
        case .success(let made): path = made
        case .failure(let refusal):
            runner.limits.connections.leave()
            return .failure(.refused(refusal))
        }
        let isReady = OneShot<String?>()
        let life = begin(path, isReady)
        let limit = runner.timeouts.login
        let timer = runner.reactor.after(limit) {
            isReady.give("logging in there has taken longer than \(limit.components.seconds) s")
            life.cancel()
        }
        let words = await withTaskCancellationHandler {
            await isReady.value()
        } onCancel: {
            isReady.give("it was given up")
            life.cancel()
        }
        runner.reactor.cancel(timer)
        if Task.isCancelled {
            life.cancel()
            _ = await life.value
            return .failure(.cancelled)
        }
        if let words { return .failure(.unreachable(words)) }
        let connection = MasterConnection(socket: path, life: life)
        if sockets.has(path) { return .success(connection) }
        connection.close()
        return .success(nil)
    }

    /// Starts ssh, which ends with the connection: `isReady` is given ssh's words when that is before it is there.
    private func begin(_ socket: String, _ isReady: OneShot<String?>) -> Task<String, Never> {
        let token = CommandToken.random()
        let collector = OutputCollector(isCaptured: false) { piece in
            if piece.stream == .output, String(decoding: piece.bytes, as: UTF8.self).contains("\(token) ready") {
                isReady.give(nil)
            }
        }
        var request = ProcessRunner.Request(
            client.keeping(name, socket: socket, token: token), limit: .seconds(Int64.max))
        request.keepsInputOpen = true
        request.kind = .connection
        return Task.detached { [runner, request] in
            let words: String
            do throws(SystemError) {
                words = Self.words(of: try await runner.run(request, collector: collector))
            } catch {
                words = error.words
            }
            isReady.give(words)
            return words
        }
    }

    /// ssh's own failure has the status 255; any other one is of what it was to run there.
    private static func words(of result: ChannelResult) -> String {
        let words = RemoteExit.words(of: result)
        guard case .exited(let status)? = result.ending, status != 255 else { return words }
        return "the login shell there refuses commands: \(words)"
    }
}
