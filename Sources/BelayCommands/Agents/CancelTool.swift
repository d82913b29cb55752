import BelayAgentServer
import BelayJournal
import BelayRuntime
import Glibc

/// `cancel`: a run is asked to stop.
struct CancelTool: AgentTool {
    static let tool = Tool(
        "cancel", title: "Stop a run",
        description:
            "Asks a run that `start` has begun to stop, as Ctrl-C does once: a change that is running may finish, and the "
            + "run can be resumed. `status` tells when it has stopped.",
        effects: .stops,
        input: ToolSchema().adding("run", .stringSchema, "The id of a run, or its beginning."),
        output: RunStatus.schema)

    private let run: String

    init(_ arguments: ToolArguments) throws(ToolRefusal) { run = try arguments.string("run") }

    func call(on desk: AgentDesk) throws(ToolRefusal) -> CallAnswer {
        let folder = try desk.run(run)
        let status = RunStatus(folder, on: desk)
        try status.run.checkIsAgents(instead: "Ctrl-C at its terminal")
        guard status.isRunning else { throw ToolRefusal("\(folder.id) is not running") }
        guard let process = status.run.process else {
            throw ToolRefusal("\(folder.id) was resumed by a person, who decides about it")
        }
        if status.run.noteCancellation(), kill(process, SIGTERM) != 0, errno != ESRCH {
            throw ToolRefusal("\(folder.id) cannot be stopped: it runs as another user")
        }
        return .result(.object(RunStatus(folder, on: desk).data))
    }
}
