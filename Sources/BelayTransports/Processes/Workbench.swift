import BelayRuntime
import Glibc

/// Runs children, each watched by one reactor.
struct Workbench: Sendable {
    /// What a child is started for.
    struct Order: Sendable {
        var command: ProcessCommand
        var input: [UInt8]?
        var limit: Duration
        /// Set where the boot script's marks are expected on standard error.
        var token: String?
        var endFar: ChildRun.FarEnding?
        /// Standard input ends only with the child, or with this process.
        var keepsInputOpen = false

        init(
            _ command: ProcessCommand, input: [UInt8]? = nil, limit: Duration, token: String? = nil,
            endFar: ChildRun.FarEnding? = nil
        ) {
            self.command = command
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

    /// Starts a child and stays until it has ended. A cancelled task ends it.
    func run(_ order: Order, desk: OutputDesk) async throws(SystemError) -> ChildReport {
        let start = ContinuousClock.now
        let child = try Child(order.command)
        let run = try watched(child, order.endFar)
        run.after(min(order.limit, Self.longest)) { run.stop(because: .limit) }
        let conversation = Conversation(run, order, desk: desk, start: start)
        return await withTaskCancellationHandler {
            await conversation.hold()
        } onCancel: {
            run.stop(because: .cancelled)
        }
    }

    /// Runs a child, with the system's refusal to start it in words.
    func start(_ order: Order, desk: OutputDesk) async throws(CommandRefusal) -> ChildReport {
        do {
            return try await run(order, desk: desk)
        } catch  where error.number == E2BIG {
            throw CommandRefusal("the command is longer than this system takes; give long texts as its input")
        } catch {
            throw CommandRefusal("`\(order.command.path)` cannot be started: \(error.words)")
        }
    }

    private func watched(_ child: Child, _ endFar: ChildRun.FarEnding?) throws(SystemError) -> ChildRun {
        do {
            return try ChildRun(child, reactor: reactor, patience: patience, endFar: endFar)
        } catch {
            child.discard()
            throw error
        }
    }
}
