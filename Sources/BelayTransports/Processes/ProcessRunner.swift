import BelayRuntime
import Glibc

/// Runs what carries commands, watched by one reactor.
struct ProcessRunner: Sendable {
    /// The request that a carrier is started for.
    struct Order: Sendable {
        var launcher: any CommandLauncher
        var input: [UInt8]?
        var limit: Duration
        /// Set where the boot script's marks are expected on standard error.
        var token: String?
        var endFar: ChannelSupervisor.RemoteExit?
        /// Standard input ends only with the carrier, or with this process.
        var keepsInputOpen = false
        /// Its kind, of which only a limited number may run at once.
        var kind = Room.Kind.command

        init(
            _ launcher: any CommandLauncher, input: [UInt8]? = nil, limit: Duration, token: String? = nil,
            endFar: ChannelSupervisor.RemoteExit? = nil
        ) {
            self.launcher = launcher
            self.input = input
            self.limit = limit
            self.token = token
            self.endFar = endFar
        }
    }

    /// A limit beyond this counts as none: ten years.
    private static let longest = Duration.seconds(315_360_000)

    let reactor: Reactor
    let patience: Patience
    let room: Room

    /// Starts a carrier and stays until it has ended. A cancelled task ends it.
    func run(_ order: Order, desk: OutputCollector) async throws(SystemError) -> ChannelResult {
        let start = ContinuousClock.now
        guard let pass = await room.enter(for: order) else { return .notBegun(since: start, desk: desk) }
        defer { pass.leave() }
        let carrier = try await startedPatiently(order, since: start)
        guard let carrier else { return .notBegun(since: start, desk: desk) }
        let run = try watched(carrier, order.endFar)
        let limit = max(.zero, order.limit - start.duration(to: .now))
        run.after(min(limit, Self.longest)) { run.expire() }
        if let limit = run.carrier.beginningLimit { run.after(limit) { run.carrier.giveUpBeginning() } }
        let conversation = StreamPump(run, order, desk: desk, start: start)
        return await withTaskCancellationHandler {
            await conversation.hold()
        } onCancel: {
            run.stop(because: .cancelled)
        }
    }

    /// Runs a carrier, with the system's refusal to start it in words.
    func start(_ order: Order, desk: OutputCollector) async throws(CommandRefusal) -> ChannelResult {
        do {
            return try await run(order, desk: desk)
        } catch  where error.number == E2BIG {
            throw CommandRefusal("the command is too long for this system; pass long texts with `with input`")
        } catch {
            throw CommandRefusal("`\(order.launcher.name)` cannot be started: \(error.words)")
        }
    }

    /// Starts it once there is room: others that run now will end. `nil` where that was cancelled.
    private func startedPatiently(
        _ order: Order, since start: ContinuousClock.Instant
    ) async throws(SystemError) -> (any CommandChannel)? {
        let deadline = ContinuousClock.now + patience.shortage
        var backoff = Backoff()
        while true {
            let isInTime = start.duration(to: .now) < order.limit
            do throws(SystemError) {
                guard isInTime else { throw SystemError(call: "fork", number: EAGAIN) }
                return try order.launcher.start()
            } catch {
                guard error.isShortage, isInTime, ContinuousClock.now < deadline else { throw error }
            }
            await backoff.pause()
            if Task.isCancelled { return nil }
        }
    }

    private func watched(_ carrier: any CommandChannel, _ endFar: ChannelSupervisor.RemoteExit?) throws(SystemError)
        -> ChannelSupervisor
    {
        do {
            return try ChannelSupervisor(carrier, reactor: reactor, patience: patience, endFar: endFar)
        } catch {
            carrier.discard()
            throw error
        }
    }
}
