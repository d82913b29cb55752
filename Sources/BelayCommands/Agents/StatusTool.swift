import BelayAgentServer
import BelayData
import BelayJournal
import BelayRuntime
import BelaySystem

/// `status`: how a run does.
struct StatusTool: AgentTool {
    static let tool = Tool(
        "status", title: "Look at a run",
        description:
            "Tells how a run does: its state, its step, what it printed last, what failed, and the questions that it waits "
            + "for. With `wait_seconds` it answers when the run no longer runs, or when that time is over.",
        effects: .reads,
        input: ToolSchema()
            .adding("run", .stringSchema, "The id of a run, or its beginning.")
            .allowing("wait_seconds", .numberSchema, "How long to wait for the run's end, at most \(Int(longest))."),
        output: RunStatus.schema)

    private static let longest: Double = 300

    private let run: String
    private let wait: Double

    init(_ arguments: ToolArguments) throws(ToolRefusal) {
        run = try arguments.string("run")
        wait = try arguments.optionalNumber("wait_seconds", in: 0...Self.longest) ?? 0
    }

    func call(on desk: AgentDesk) throws(ToolRefusal) -> CallAnswer {
        let call = StatusCall(try desk.run(run), for: .seconds(wait), on: desk)
        return call.look().map { CallAnswer.result($0) } ?? .waits(call)
    }
}

/// A look at a run that waits for its end.
private final class StatusCall: WaitingCall {
    private let folder: RunFolder
    private let desk: AgentDesk
    private let end: Duration
    /// Looked at again then.
    private var next = Duration.zero
    /// The steps that have begun since this was called, and the last of them.
    private var seen: (count: Int, step: String?)

    init(_ folder: RunFolder, for time: Duration, on desk: AgentDesk) {
        self.folder = folder
        self.desk = desk
        end = desk.console.clock.now + time
        let status = RunStatus(folder, on: desk)
        seen = (0, status.step)
    }

    func look() -> ToolResult? {
        let now = desk.console.clock.now
        if now < next, now < end { return nil }
        next = now + .milliseconds(200)
        let status = RunStatus(folder, on: desk)
        if status.isRunning, now < end {
            if status.step != seen.step { seen = (seen.count + 1, status.step) }
            return nil
        }
        return .object(status.data)
    }

    func progress() -> CallProgress? {
        CallProgress(done: seen.count, total: nil, message: "at step \(seen.step ?? "")")
    }

    /// The run is not touched.
    func cancel() {}
}
