import BelayRuntime
import Glibc

/// Runs what carries commands, watched by one reactor.
struct Workbench: Sendable {
    /// What a carrier is started for.
    struct Order: Sendable {
        var carriage: any Carriage
        var input: [UInt8]?
        var limit: Duration
        /// Set where the boot script's marks are expected on standard error.
        var token: String?
        var endFar: CarrierRun.FarEnding?
        /// Standard input ends only with the carrier, or with this process.
        var keepsInputOpen = false

        init(
            _ carriage: any Carriage, input: [UInt8]? = nil, limit: Duration, token: String? = nil,
            endFar: CarrierRun.FarEnding? = nil
        ) {
            self.carriage = carriage
            self.input = input
            self.limit = limit
            self.token = token
            self.endFar = endFar
        }
    }

    /// Beyond this a limit is none: ten years.
    private static let longest = Duration.seconds(315_360_000)

    let reactor: Reactor
    let patience: Patience

    /// Starts a carrier and stays until it has ended. A cancelled task ends it.
    func run(_ order: Order, desk: OutputDesk) async throws(SystemError) -> CarrierReport {
        let start = ContinuousClock.now
        let run = try watched(try order.carriage.start(), order.endFar)
        run.after(min(order.limit, Self.longest)) { run.stop(because: .limit) }
        if let limit = run.carrier.beginningLimit { run.after(limit) { run.carrier.giveUpBeginning() } }
        let conversation = Conversation(run, order, desk: desk, start: start)
        return await withTaskCancellationHandler {
            await conversation.hold()
        } onCancel: {
            run.stop(because: .cancelled)
        }
    }

    /// Runs a carrier, with the system's refusal to start it in words.
    func start(_ order: Order, desk: OutputDesk) async throws(CommandRefusal) -> CarrierReport {
        do {
            return try await run(order, desk: desk)
        } catch  where error.number == E2BIG {
            throw CommandRefusal("the command is longer than this system takes; give long texts as its input")
        } catch {
            throw CommandRefusal("`\(order.carriage.name)` cannot be started: \(error.words)")
        }
    }

    private func watched(_ carrier: any Carrier, _ endFar: CarrierRun.FarEnding?) throws(SystemError) -> CarrierRun {
        do {
            return try CarrierRun(carrier, reactor: reactor, patience: patience, endFar: endFar)
        } catch {
            carrier.discard()
            throw error
        }
    }
}
