import BelayRuntime
import BelaySystem

/// One command on a host. The host's shell tells its process number by a marker and becomes what precedes the command,
/// which ends with the launcher script; so ssh's own failure, one of `sudo` or another prefix, and one of the command
/// itself are three things.
struct SSHSession {
    /// The number of times that a connection that turns out to be gone is opened again before anything was sent.
    private static let connectionAttempts = 4
    /// The number of requests for a session that is refused although no other is open: the last one may not be gone
    /// yet.
    private static let lonelyAttempts = 5
    /// The number of requests for a session that this machine has no room for; together about a minute.
    private static let shortAttempts = 24

    private let command: KnownCommand
    private let host: SSHHost
    private let timeouts: TransportTimeouts
    private let generation: Int
    /// How often a connection was lost, a session refused, and this machine had no room.
    private var (lost, lonely, short) = (0, 0, 0)
    /// It was cut off while it was sent.
    private var mayHaveBegun = false

    /// - Parameter generation: of the run whose change it is.
    init(_ command: KnownCommand, host: SSHHost, timeouts: TransportTimeouts, generation: Int) {
        self.command = command
        self.host = host
        self.timeouts = timeouts
        self.generation = generation
    }

    mutating func perform(collector: OutputCollector) async throws(CommandRefusal) -> CommandOutcome {
        var backoff = Backoff()
        host.beginUse()
        defer { host.endUse() }
        while true {
            guard await host.turnstile.enter(), !Task.isCancelled else { return CommandOutcome(ending: .cancelled) }
            let attempt: Attempt
            do {
                attempt = try await overConnection(collector)
            } catch {
                host.turnstile.leave()
                throw error
            }
            switch attempt {
            case .over(let outcome):
                host.turnstile.leave()
                return mayHaveBegun ? sent(outcome) : outcome
            case .lost(let words, let isCutOff):
                host.turnstile.leave()
                if let outcome = giveUp(afterLosing: words, isCutOff: isCutOff) { return outcome }
            case .busy(let words):
                host.turnstile.leave()
                short += 1
                guard short < Self.shortAttempts else { return unreachable(words) }
            case .refused:
                if let outcome = try await performAfterRefusal(collector) { return outcome }
            }
            if Task.isCancelled { return CommandOutcome(ending: .cancelled) }
            await backoff.pause()
        }
    }

    /// Nil when a lost connection is opened again.
    private mutating func giveUp(afterLosing words: String, isCutOff: Bool) -> CommandOutcome? {
        lost += 1
        mayHaveBegun = mayHaveBegun || isCutOff
        // Sent again a change is refused by its record, and where it has none nothing refuses it.
        let isSentAgain = !mayHaveBegun || command.change?.isRecorded != false
        if lost < Self.connectionAttempts, isSentAgain { return nil }
        return mayHaveBegun ? sent(unreachable(words)) : unreachable(words)
    }

    /// Lets go of the turnstile. Nil when a session is asked for again.
    private mutating func performAfterRefusal(
        _ collector: OutputCollector
    ) async throws(CommandRefusal) -> CommandOutcome? {
        // Shells that nobody uses make room first.
        if await host.shells.keep(atMost: 0) {
            host.turnstile.leave()
            return nil
        }
        let othersMakeRoom = host.turnstile.narrow()
        if !othersMakeRoom { lonely += 1 }
        defer { host.turnstile.leave() }
        if lonely < Self.lonelyAttempts { return nil }
        // A server that gives a connection but one session: this command gets a connection of its own.
        let outcome = try await alone(collector)
        return mayHaveBegun ? sent(outcome) : outcome
    }

    private func unreachable(_ words: String) -> CommandOutcome {
        CommandOutcome(ending: .unreachable("\(host.name): \(words)"), tail: words)
    }

    private enum Attempt {
        case over(CommandOutcome)
        /// The connection was gone or not to be had before the command was sent, or was cut off while it was.
        case lost(String, isCutOff: Bool)
        /// The server gave no session, and the command was not sent.
        case refused
        /// This machine has no room for it now.
        case busy(String)
    }

    private func overConnection(_ collector: OutputCollector) async throws(CommandRefusal) -> Attempt {
        let connection: MasterConnection?
        do {
            connection = try await host.connection()
        } catch {
            switch error {
            case .unreachable(let words): return .over(unreachable(words))
            case .refused(let refusal): throw refusal
            case .cancelled: return .over(CommandOutcome(ending: .cancelled))
            }
        }
        guard let connection else { return .over(try await alone(collector)) }
        let launch = LauncherInput(command, token: CommandToken.random())
        if let attempt = try await inKeptShell(launch, over: connection, collector) { return attempt }
        // A shell that nobody uses has a session too.
        _ = await host.shells.keep(atMost: host.turnstile.free)
        let log = MarkerLog()
        let session: MuxRequest
        do {
            session = try host.client.session(
                connection, text: RemoteCommandLine.starting(start(launch), launch.token),
                hasInput: launch.input != nil)
        } catch {
            return unsent(error, over: connection)
        }
        let result = try await run(session, launch, log, collector)
        if case .unsent(let reason)? = result.ending, result.stop == nil { return unsent(reason, over: connection) }
        if result.ending == .exited(255), result.stop == nil, log.all.isEmpty {
            return .lost(await words(of: result, over: connection), isCutOff: true)
        }
        return .over(sent(try outcome(result, log)))
    }

    /// Those of ssh where the connection has ended; a session says none.
    private func words(of result: ChannelResult, over connection: MasterConnection) async -> String {
        await connection.wordsOfEnd(within: .seconds(1)) ?? "a session there: \(RemoteExit.words(of: result))"
    }

    /// `nil` for a command that has a session of its own.
    private func inKeptShell(
        _ launch: LauncherInput, over connection: MasterConnection, _ collector: OutputCollector
    ) async throws(CommandRefusal) -> Attempt? {
        guard let request = KeptRequest.bytes(launch, start(launch)) else { return nil }
        switch try await host.shells.shell(over: connection) {
        case .shell(let shell): return try await perform(request, launch, in: shell, collector)
        case .none: return nil
        case .refused(let words):
            note(words, collector)
            return nil
        case .unsent(let reason): return unsent(reason, over: connection)
        case .cancelled: return .over(CommandOutcome(ending: .cancelled))
        }
    }

    /// Told once for a host, with the output of the command that it was found out by.
    private func note(_ words: String, _ collector: OutputCollector) {
        let text = "[no shell stays open on \(host.name): \(words); each command there has a session of its own]\n"
        collector.sink(OutputPiece(stream: .error, bytes: Array(text.utf8)))
    }

    private func perform(
        _ request: [UInt8], _ launch: LauncherInput, in shell: KeptShell, _ collector: OutputCollector
    ) async throws(CommandRefusal) -> Attempt? {
        let log = MarkerLog()
        let result: ChannelResult
        do {
            var launch = launch
            launch.input = CommandInput(bytes: request)
            result = try await run(KeptLauncher(shell: shell, log: log), launch, log, collector, keepsInputOpen: true)
        } catch {
            shell.close()
            throw error
        }
        if log.markers.refusal == .stale {
            if host.shells.miss(shell) { note("its start-up files are always newer than a login", collector) }
            return nil
        }
        if log.all.isEmpty, result.stop == nil {
            if host.shells.miss(shell) { note("one after another has ended", collector) }
            return .lost(await words(of: result, over: shell.connection), isCutOff: true)
        }
        host.shells.giveBack(shell)
        return .over(sent(try outcome(result, log)))
    }

    private func unsent(_ reason: UnsentReason, over connection: MasterConnection) -> Attempt {
        switch reason {
        case .refused: return .refused
        case .busy(let words): return .busy(words)
        case .gone(let words):
            host.drop(connection)
            return .lost(words, isCutOff: false)
        case .cutOff(let words):
            host.drop(connection)
            return .lost(words, isCutOff: true)
        }
    }

    private func alone(_ collector: OutputCollector) async throws(CommandRefusal) -> CommandOutcome {
        let launch = LauncherInput(command, token: CommandToken.random())
        let process = host.client.alone(
            host.name, text: RemoteCommandLine.starting(start(launch), launch.token), hasInput: launch.input != nil)
        var backoff = Backoff()
        for _ in 1..<Self.lonelyAttempts {
            let log = MarkerLog()
            let result = try await run(process, launch, log, collector)
            let isBusy = log.all.isEmpty && result.stop == nil && SSHClient.isBusy(result.banner)
            guard isBusy, !Task.isCancelled else { return try overOwn(result, log) }
            await backoff.pause()
        }
        let log = MarkerLog()
        return try overOwn(try await run(process, launch, log, collector), log)
    }

    private func start(_ launch: LauncherInput) -> RemoteStart {
        let mark = command.change.flatMap { $0.isRecorded ? $0.mark : nil }
        return RemoteStart(launch, behind: command.prefix, recordedAs: mark, generation: generation)
    }

    private func run(
        _ launcher: some CommandLauncher, _ launch: LauncherInput, _ log: MarkerLog, _ collector: OutputCollector,
        keepsInputOpen: Bool = false
    ) async throws(CommandRefusal) -> ChannelResult {
        var request = ProcessRunner.Request(
            launcher, input: launch.input, limit: command.limit, filters: log.filters(for: launch.token))
        request.keepsInputOpen = keepsInputOpen
        // Belay's own question ends by itself.
        if command.effect != nil { request.terminate = { [self] in await terminate(log.markers, launch.token) } }
        return try await host.runner.start(request, collector: collector)
    }

    private func outcome(_ result: ChannelResult, _ log: MarkerLog) throws(CommandRefusal) -> CommandOutcome {
        try RemoteExit.outcome(of: result, log.markers, host: host.name, prefix: command.prefix)
    }

    /// Over a connection of its own, which may not have come about.
    private func overOwn(_ result: ChannelResult, _ log: MarkerLog) throws(CommandRefusal) -> CommandOutcome {
        let outcome = try outcome(result, log)
        return SSHClient.neverConnected(result.banner) ? outcome : sent(outcome)
    }

    /// A connection that was there may have taken a change along before it broke, whatever ssh says of its end.
    private func sent(_ outcome: CommandOutcome) -> CommandOutcome {
        var outcome = outcome
        if case .unreachable(let words) = outcome.ending, command.change != nil { outcome.ending = .unknown(words) }
        return outcome
    }

    /// Ends the command where it runs: behind the same prefix, and then what the host's own shell has become.
    private func terminate(_ markers: ControlMarkers, _ token: String) async {
        let text = RemoteCommandLine.ending(markers, command.prefix, grace: timeouts.grace, token: token)
        guard markers.exited == nil, let text else { return }
        let limit = timeouts.grace + timeouts.reach
        if let connection = host.openConnection,
            let session = try? host.client.session(connection, text: text, hasInput: false)
        {
            var request = ProcessRunner.Request(session, limit: limit)
            request.kind = .ending
            let result = try? await host.runner.start(request, collector: OutputCollector(isCaptured: false) { _ in })
            // Whoever is cut off in the midst of ending it tries again.
            if case .exited(let status)? = result?.ending, status != 255 { return }
        }
        var request = ProcessRunner.Request(host.client.alone(host.name, text: text, hasInput: false), limit: limit)
        request.kind = .ending
        _ = try? await host.runner.start(request, collector: OutputCollector(isCaptured: false) { _ in })
    }
}
