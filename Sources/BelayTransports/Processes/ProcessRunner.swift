import BelayRuntime
import BelaySystem
import Glibc

/// Starts what runs a command and collects what it prints, all watched by one reactor.
struct ProcessRunner: Sendable {
    struct Request: Sendable {
        var launcher: any CommandLauncher
        var input: CommandInput?
        var limit: Duration
        /// Set where something besides the command is expected to speak on its streams.
        var filters: StreamFilters?
        /// Set where the command is not this machine's own process.
        var terminate: ChannelSupervisor.RemoteTermination?
        /// Standard input ends only with the channel, or with this process.
        var keepsInputOpen = false
        /// Its kind, of which only a limited number may run at once.
        var kind = ConcurrencyLimits.Kind.command

        init(
            _ launcher: any CommandLauncher, input: CommandInput? = nil, limit: Duration, filters: StreamFilters? = nil,
            terminate: ChannelSupervisor.RemoteTermination? = nil
        ) {
            self.launcher = launcher
            self.input = input
            self.limit = limit
            self.filters = filters
            self.terminate = terminate
        }
    }

    /// A limit beyond this counts as none: ten years.
    private static let longest = Duration.seconds(315_360_000)

    let reactor: Reactor
    let timeouts: TransportTimeouts
    let limits: ConcurrencyLimits

    /// Starts a command and stays until it has ended. A cancelled task ends it.
    func run(_ request: Request, collector: OutputCollector) async throws(SystemError) -> ChannelResult {
        let start = ContinuousClock.now
        guard let pass = await limits.enter(for: request) else { return .notBegun(since: start, collector) }
        defer { pass.leave() }
        let channel = try await startedPatiently(request, since: start)
        guard let channel else { return .notBegun(since: start, collector) }
        let supervisor = try watched(channel, request.terminate)
        let limit = max(.zero, request.limit - start.duration(to: .now))
        supervisor.after(min(limit, Self.longest)) { supervisor.expire() }
        if let limit = channel.beginningLimit { supervisor.after(limit) { channel.giveUpBeginning() } }
        let pump = StreamPump(supervisor, request, collector: collector, start: start)
        return await withTaskCancellationHandler {
            await pump.run()
        } onCancel: {
            supervisor.stop(because: .cancelled)
        }
    }

    /// Runs a command, with the system's refusal to start it in words.
    func start(_ request: Request, collector: OutputCollector) async throws(CommandRefusal) -> ChannelResult {
        do {
            return try await run(request, collector: collector)
        } catch  where error.number == E2BIG {
            throw CommandRefusal("the command is too long for this system; pass long texts with `with input`")
        } catch  where error.number == ETIME {
            throw CommandRefusal("it was not asked in time who executes the run", isLate: true)
        } catch {
            throw CommandRefusal("`\(request.launcher.name)` cannot be started: \(error.words)")
        }
    }

    /// Starts it once there is room: others that run now will end. `nil` where that was cancelled.
    private func startedPatiently(
        _ request: Request, since start: ContinuousClock.Instant
    ) async throws(SystemError) -> (any CommandChannel)? {
        let deadline = ContinuousClock.now + timeouts.shortage
        var backoff = Backoff()
        while true {
            let isInTime = start.duration(to: .now) < request.limit
            do throws(SystemError) {
                guard isInTime else { throw SystemError(EAGAIN, in: "fork") }
                return try request.launcher.start()
            } catch {
                guard error.isShortage, isInTime, ContinuousClock.now < deadline else { throw error }
            }
            await backoff.pause()
            if Task.isCancelled { return nil }
        }
    }

    private func watched(
        _ channel: any CommandChannel, _ terminate: ChannelSupervisor.RemoteTermination?
    ) throws(SystemError) -> ChannelSupervisor {
        do {
            return try ChannelSupervisor(channel, reactor: reactor, timeouts: timeouts, terminate: terminate)
        } catch {
            channel.discard()
            throw error
        }
    }
}
