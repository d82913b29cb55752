import BelayAgentServer
import BelayData
import BelayJournal
import BelayRuntime

/// `answer`: an answer to a question that a run waits for, with which it is resumed.
struct AnswerTool: AgentTool {
    static let tool = Tool(
        "answer", title: "Answer a question of a run",
        description:
            "Answers a question that a run waits for, and resumes it: whether a change has happened whose end was not "
            + "seen, or a value that one has printed. Approvals, points of no return, secrets, and what became of a "
            + "destruction are for people: then it says what a person types.",
        effects: .acts,
        input: ToolSchema()
            .adding("run", .stringSchema, "The id of a run, or its beginning.")
            .adding("step", .stringSchema, "The step that asks, as `status` says.")
            .adding("answer", .stringSchema, "One of the answers that `status` says for it.")
            .allowing("value", .stringSchema, "With the answer `value`, the value."),
        output: RunStatus.schema)

    private let run: String
    private let step: String
    private let answer: String
    private let value: String?

    init(_ arguments: ToolArguments) throws(ToolRefusal) {
        run = try arguments.string("run")
        step = try arguments.string("step")
        answer = try arguments.string("answer")
        value = try arguments.optionalString("value")
    }

    func call(on desk: AgentDesk) throws(ToolRefusal) -> CallAnswer {
        let folder = try desk.run(run)
        let status = RunStatus(folder, on: desk)
        try status.run.checkIsAgents(instead: "belay resume \(folder.id)")
        guard let question = status.questions.first(where: { $0.step == step }) else {
            let steps = status.questions.map(\.step)
            throw ToolRefusal(
                "\(folder.id) waits for no answer at step \(step)",
                help: [steps.isEmpty ? "it waits for none" : "it waits at \(steps.joined(separator: ", "))"])
        }
        guard let choice = WaitingQuestion.Choice(rawValue: answer), question.choices.contains(choice) else {
            throw refusal(of: question)
        }
        return try status.run.granted(on: desk) { () throws(ToolRefusal) in
            let (words, values) = try options(choice, question)
            status.run.forgetCancellation()
            return .waits(
                try RunLaunch(["resume"] + words, [folder.id], values: values, resuming: status.run, on: desk))
        }
    }

    private func refusal(of question: WaitingQuestion) -> ToolRefusal {
        if question.choices.isEmpty {
            return ToolRefusal(
                "only a person can answer step \(question.step): \(question.text)",
                help: ["a person types: \(question.person)"])
        }
        let choices = question.choices.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        return ToolRefusal("`\(answer)` does not answer step \(question.step)", help: ["it takes \(choices)"])
    }

    /// What `belay resume` is given.
    private func options(
        _ choice: WaitingQuestion.Choice, _ question: WaitingQuestion
    ) throws(ToolRefusal) -> (words: [String], values: DataValue.Object) {
        var values = DataValue.Object()
        switch choice {
        case .happened: return (["--happened", question.step], values)
        case .didNotHappen: return (["--did-not-happen", question.step], values)
        case .value:
            guard let value, let name = question.name else {
                throw ToolRefusal("the answer `value` needs the argument `value`")
            }
            values[name] = .string(value)
            return (question.isOneOfSeveral ? ["--happened", question.step] : [], values)
        }
    }
}
