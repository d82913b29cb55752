import BelayRuntime

/// One command on a host. The host's shell reports its process number by a mark and becomes the prefix of the command,
/// which at its end is the boot script; so ssh's own failure, one of `sudo` or another prefix, and one of the command
/// itself are three things.
struct SSHSession {
    /// The number of times that a connection that turns out to be gone is opened again before anything was sent.
    private static let connectionAttempts = 4
    /// The number of requests for a session that is refused although no other is open: the last one may not be gone
    /// yet.
    private static let lonelyAttempts = 5
    /// The number of requests for a session that this machine has no room for; together about a minute.
    private static let shortAttempts = 24

    private let command: PlainCommand
    private let host: SSHHost
    private let patience: Patience

    init(_ command: PlainCommand, host: SSHHost, patience: Patience) {
        self.command = command
        self.host = host
        self.patience = patience
    }

    mutating func perform(desk: OutputCollector) async throws(CommandRefusal) -> CommandOutcome {
        var lost = 0
        var lonely = 0
        var mayHaveBegun = false
        var short = 0
        var backoff = Backoff()
        host.beginUse()
        defer { host.endUse() }
        while true {
            guard await host.turnstile.enter(), !Task.isCancelled else { return CommandOutcome(ending: .cancelled) }
            let attempt: Attempt
            do {
                attempt = try await overConnection(desk)
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
                lost += 1
                mayHaveBegun = mayHaveBegun || isCutOff
                // Sent again a change is refused by its record, and where it has none nothing refuses it.
                let isSentAgain = !mayHaveBegun || command.isRecorded || command.mark.isEmpty
                guard lost < Self.connectionAttempts, isSentAgain else {
                    let lost = CommandOutcome(ending: .unreachable("\(host.name): \(words)"), tail: words)
                    return mayHaveBegun ? sent(lost) : lost
                }
            case .busy(let words):
                host.turnstile.leave()
                short += 1
                guard short < Self.shortAttempts else {
                    return CommandOutcome(ending: .unreachable("\(host.name): \(words)"), tail: words)
                }
            case .refused:
                let othersMakeRoom = host.turnstile.narrow()
                if !othersMakeRoom { lonely += 1 }
                if lonely == Self.lonelyAttempts {
                    // A server that gives a connection but one session: this command gets a connection of its own.
                    defer { host.turnstile.leave() }
                    let outcome = try await alone(desk)
                    return mayHaveBegun ? sent(outcome) : outcome
                }
                host.turnstile.leave()
            }
            if Task.isCancelled { return CommandOutcome(ending: .cancelled) }
            await backoff.pause()
        }
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

    private func overConnection(_ desk: OutputCollector) async throws(CommandRefusal) -> Attempt {
        let connection: MasterConnection?
        do {
            connection = try await host.connection()
        } catch {
            switch error {
            case .unreachable(let words):
                return .over(CommandOutcome(ending: .unreachable("\(host.name): \(words)"), tail: words))
            case .refused(let refusal): throw refusal
            case .cancelled: return .over(CommandOutcome(ending: .cancelled))
            }
        }
        guard let connection else { return .over(try await alone(desk)) }
        let booted = LauncherInput(command, token: CommandToken.random())
        let session: MuxRequest
        do {
            session = try host.client.session(
                connection, text: startingText(booted), hasInput: booted.input != nil)
        } catch {
            return unsent(error, over: connection)
        }
        let report = try await run(session, booted, desk)
        guard case .unsent(let reason)? = report.ending, report.stop == nil else {
            return .over(sent(outcome(report)))
        }
        return unsent(reason, over: connection)
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

    private func alone(_ desk: OutputCollector) async throws(CommandRefusal) -> CommandOutcome {
        let booted = LauncherInput(command, token: CommandToken.random())
        let process = host.client.alone(
            host.name, text: startingText(booted), hasInput: booted.input != nil)
        var backoff = Backoff()
        for _ in 1..<Self.lonelyAttempts {
            let report = try await run(process, booted, desk)
            let isBusy = report.marks == ControlMarkers() && report.stop == nil && SSHClient.isBusy(report.preface)
            guard isBusy, !Task.isCancelled else { return overOwn(report) }
            await backoff.pause()
        }
        return overOwn(try await run(process, booted, desk))
    }

    private func startingText(_ booted: LauncherInput) -> String {
        RemoteCommandLine.starting(booted, command.prefix, recordedAs: command.isRecorded ? command.mark : nil)
    }

    private func run(
        _ launcher: some CommandLauncher, _ booted: LauncherInput, _ desk: OutputCollector
    ) async throws(CommandRefusal) -> ChannelResult {
        var order = ProcessRunner.Order(launcher, input: booted.input, limit: command.limit, token: booted.token)
        if !command.endsByItself { order.endFar = { [self] marks in await endFar(marks, booted.token) } }
        return try await host.runner.start(order, desk: desk)
    }

    private func outcome(_ report: ChannelResult) -> CommandOutcome {
        CommandOutcome(RemoteExit(report, host: host.name, prefix: command.prefix).ending, report)
    }

    /// Over a connection of its own, which may not have come about.
    private func overOwn(_ report: ChannelResult) -> CommandOutcome {
        SSHClient.neverConnected(report.preface) ? outcome(report) : sent(outcome(report))
    }

    /// A connection that was there may have taken a change along before it broke, whatever ssh says of its end.
    private func sent(_ outcome: CommandOutcome) -> CommandOutcome {
        var outcome = outcome
        if case .unreachable(let words) = outcome.ending, !command.mark.isEmpty { outcome.ending = .unknown(words) }
        return outcome
    }

    /// Ends the command on the remote host: behind the same prefix, and then what the host's own shell has become.
    private func endFar(_ marks: ControlMarkers, _ token: String) async {
        let text = RemoteCommandLine.ending(marks, command.prefix, grace: patience.grace, token: token)
        guard marks.exited == nil, let text else { return }
        let limit = patience.grace + patience.reach
        if let connection = host.openConnection,
            let session = try? host.client.session(connection, text: text, hasInput: false)
        {
            var order = ProcessRunner.Order(session, limit: limit)
            order.kind = .ending
            let report = try? await host.runner.start(order, desk: OutputCollector(isCaptured: false) { _ in })
            // Whoever is cut off in the midst of ending it tries again.
            if case .exited(let status)? = report?.ending, status != 255 { return }
        }
        var order = ProcessRunner.Order(host.client.alone(host.name, text: text, hasInput: false), limit: limit)
        order.kind = .ending
        _ = try? await host.runner.start(order, desk: OutputCollector(isCaptured: false) { _ in })
    }
}
