import BelayAgentServer
import BelayData
import BelayJournal
import BelayRuntime

/// `resume`: a run that has stopped continues.
struct ResumeTool: AgentTool {
    static let tool = Tool(
        "resume", title: "Resume a run",
        description:
            "Resumes a run that `start` has begun and that has stopped: it failed, was cancelled or killed, or waited for "
            + "an approval that is there now. What was done is not done again.",
        effects: .acts,
        input: ToolSchema()
            .adding("run", .stringSchema, "The id of a run, or its beginning.")
            .allowing(
                "answers", .mappingSchema, "Answers to questions with a name that are still to come. Never a secret."),
        output: RunStatus.schema)

    private let run: String
    private let answers: DataValue.Object

    init(_ arguments: ToolArguments) throws(ToolRefusal) {
        run = try arguments.string("run")
        answers = try arguments.mapping("answers")
    }

    func call(on desk: AgentDesk) throws(ToolRefusal) -> CallAnswer {
        let folder = try desk.run(run)
        let resumed = AgentRun(folder: folder)
        try resumed.checkIsAgents(instead: "belay resume \(folder.id)")
        return try resumed.granted(on: desk) { () throws(ToolRefusal) in
            try checkAnswers(of: resumed, desk)
            resumed.forgetCancellation()
            return .waits(try RunLaunch(["resume"], [folder.id], values: answers, resuming: resumed, on: desk))
        }
    }

    /// They answer questions of the plan that agents may answer, and name nothing else: not a lost secret either.
    private func checkAnswers(of run: AgentRun, _ desk: AgentDesk) throws(ToolRefusal) {
        if answers.isEmpty { return }
        try AgentAnswers.check(answers)
        let description = PlanDescription(try run.plan(on: desk.console))
        let names = description.questions.filter { !$0.isForPeople }.compactMap(\.askedName)
        if let name = answers.keys.first(where: { !names.contains($0) }) {
            throw ToolRefusal(
                "the plan has no question `\(name)` that is answered here",
                help: [names.isEmpty ? "it has none" : "it has \(Set(names).sorted().joined(separator: ", "))"])
        }
        if description.hasOpenDestruction {
            throw ToolRefusal(
                "the plan destroys something that it does not know yet, which an answer may decide",
                help: ["a person resumes it: belay resume \(run.folder.id)"])
        }
    }
}
