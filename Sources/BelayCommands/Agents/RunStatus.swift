import BelayAgentServer
import BelayData
import BelayJournal
import BelayLanguage
import BelayReporting
import BelayRuntime
import BelaySystem
import BelayWorkspace

/// A run as an agent is told of it.
struct RunStatus {
    static let schema = ToolSchema()
        .adding("run", .stringSchema, "Its id.")
        .adding(
            "state", .stringSchema,
            "running; done, failed, handled, handler-failed, needs-decision, cancelled, abandoned; interrupted or killed: its "
                + "process is gone; unreadable."
        )
        .adding("title", .optionalSchema(.stringSchema), "The runbook's title.")
        .adding("runbook", .optionalSchema(.stringSchema), "As it was named.")
        .adding("lock", .optionalSchema(.stringSchema), "The target that it locks.")
        .adding("step", .optionalSchema(.stringSchema), "The last step that began.")
        .adding("steps", .optionalSchema(.integerSchema), "How many numbered steps the plan has.")
        .adding("started", .optionalSchema(.stringSchema), "When it began.")
        .adding("seconds", .optionalSchema(.numberSchema), "How long it has taken.")
        .adding("resumable", .flagSchema, "It has stopped, and can be resumed.")
        .adding("byAgent", .flagSchema, "It was started by `start`: `answer`, `resume` and `cancel` take it.")
        .adding("failures", .listSchema(of: failure.data), "What failed, the headline first.")
        .adding("questions", .listSchema(of: WaitingQuestion.schema.data), "What it waits for.")
        .adding("output", .listSchema(of: .stringSchema), "The last lines that it printed, each after its step.")
        .adding("report", .stringSchema, "The address of its report, a resource.")

    private static let failure = ToolSchema()
        .adding("step", .stringSchema, "The step that failed.")
        .adding("message", .stringSchema, "Why.")
        .adding("place", .stringSchema, "Where its command ran; empty for this machine.")
        .adding("command", .optionalSchema(.stringSchema), "The command, if one failed.")
        .adding("output", .stringSchema, "The last lines that it printed.")

    private static let outputLines = 20

    let run: AgentRun
    private let summary: RunSummary
    private let history: RunHistory?
    let questions: [WaitingQuestion]

    init(_ folder: RunFolder, on desk: AgentDesk) {
        run = AgentRun(folder: folder)
        summary = RunCatalogue(desk.state).summary(of: folder, now: desk.console.clock.timestamp)
        // Of one that runs it would be read again and again, and says nothing more.
        history = summary.state == .running ? nil : (try? run.history(desk.console))
        if let history, history.end?.outcome == .needsDecision {
            questions = WaitingQuestion.all(in: history, of: folder.id, secrets: Self.secrets(history, desk))
        } else {
            questions = []
        }
    }

    var isRunning: Bool { summary.state == .running }

    /// The last step that began.
    var step: String? { summary.step?.description }

    var data: DataValue {
        let beginning = summary.beginning
        return [
            "run": .string(summary.id), "state": .string(summary.stateName), "title": .optional(beginning?.title),
            "runbook": .optional(beginning?.runbook), "lock": .optional(beginning?.lock), "step": .optional(step),
            "steps": beginning.map { .number($0.stepCount) } ?? .null,
            "started": .optional(summary.startedAt?.description),
            "seconds": summary.duration.map(DataValue.seconds) ?? .null, "resumable": .bool(summary.isResumable),
            "byAgent": .bool(run.isAgents),
            "failures": .array((history?.end?.report.failures ?? []).map(Self.data)),
            "questions": .array(questions.map(\.data)),
            "output": .array(run.lastLines(Self.outputLines).map { .string($0) }),
            "report": .string(AgentResources.address(ofRun: summary.id)),
        ]
    }

    private static func data(_ failure: Failure) -> DataValue {
        [
            "step": .string(failure.step.description), "message": .string(failure.message),
            "place": .string(failure.location.shown), "command": .optional(failure.command),
            "output": .string(failure.output),
        ]
    }

    /// The names that hold secrets in the run's runbook, where that can be read.
    private static func secrets(_ history: RunHistory, _ desk: AgentDesk) -> Set<String>? {
        guard let name = history.beginning?.runbook else { return nil }
        return try? CheckedFile(runbook: name, at: desk).workspace.program?.secretNames
    }
}
