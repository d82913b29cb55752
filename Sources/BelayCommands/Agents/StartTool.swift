import BelayAgentServer
import BelayData
import BelayJournal
import BelayRuntime

/// `start`: a run of a plan that somebody has approved, or that only reads.
struct StartTool: AgentTool {
    static let tool = Tool(
        "start", title: "Start an approved plan",
        description:
            "Starts a run of a plan that `plan` has made. A plan that changes something has to be approved before, by a "
            + "person who does not run it; `plan` says what has to be done next. The run is a process of its own, which "
            + "outlives this server; `status` tells how it does.",
        effects: .acts,
        input: ToolSchema()
            .adding("plan", .stringSchema, "The plan's file, as `plan` has named it.")
            .allowing("answers", .mappingSchema, "Answers to the plan's questions that have a name. Never a secret."),
        output: RunStatus.schema)

    private let plan: String
    private let answers: DataValue.Object

    init(_ arguments: ToolArguments) throws(ToolRefusal) {
        plan = try arguments.string("plan")
        answers = try arguments.mapping("answers")
    }

    func call(on desk: AgentDesk) throws(ToolRefusal) -> CallAnswer {
        let saved = try desk.plan(plan)
        return try PlanPermission(saved, named: plan, on: desk).granted { () throws(ToolRefusal) in
            try checkAnswers(to: PlanDescription(saved))
            // What was looked at is what is run, also if somebody puts another file in its place now.
            let words = ["run", "--digest", saved.file.digest]
            return .waits(try RunLaunch(words, [saved.name], values: answers, on: desk))
        }
    }

    private func checkAnswers(to description: PlanDescription) throws(ToolRefusal) {
        try AgentAnswers.check(answers)
        let asked = description.questions.filter { $0.askedName != nil }
        let names = asked.compactMap(\.askedName)
        for name in answers.keys where !names.contains(name) {
            throw ToolRefusal(
                "the plan has no question `\(name)`",
                help: [
                    names.isEmpty ? "it has none with a name" : "it has \(Set(names).sorted().joined(separator: ", "))"
                ])
        }
        for question in asked {
            guard case .ask(let name, _, nil) = question.kind, answers[name] == nil else { continue }
            throw ToolRefusal(
                "the question `\(name)` at step \(question.step) has no answer: \(question.text.shown)",
                help: ["give it in `answers`"])
        }
        if !answers.isEmpty, description.hasOpenDestruction {
            throw ToolRefusal(
                "the plan destroys something that it does not know yet, which an answer may decide",
                help: ["a person runs it: belay run \(ShellQuoting.quoted(description.plan.name))"])
        }
    }
}

/// Answers that are given by the names of questions.
enum AgentAnswers {
    /// Each is one plain value.
    static func check(_ answers: DataValue.Object) throws(ToolRefusal) {
        for answer in answers.members
        where answer.value.string == nil && answer.value.number == nil && answer.value.bool == nil {
            throw ToolRefusal("the answer `\(answer.key)` must be a string, a number or a flag")
        }
    }
}
