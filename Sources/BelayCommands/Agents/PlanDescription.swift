import BelayAgentServer
import BelayData
import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySource
import BelaySyntax

/// A plan as an agent is told of it.
struct PlanDescription {
    static let schema = ToolSchema()
        .adding("plan", .stringSchema, "The plan's file: what `start` and `show` call it.")
        .adding("digest", .stringSchema, "What an approval is of.")
        .adding("runbook", .stringSchema, "As it was named.")
        .adding("title", .stringSchema, "The runbook's title.")
        .adding("lock", .optionalSchema(.stringSchema), "The target that a run of it locks.")
        .adding(
            "worst", .choiceSchema(Sign.allCases.map(\.rawValue)),
            "The worst that it does."
        )
        .adding("reads", .integerSchema, "How many of its commands only look.")
        .adding("changes", .integerSchema, "How many change something.")
        .adding("destructions", .integerSchema, "How many do what cannot be undone.")
        .adding("questions", .listSchema(of: question.data), "What a run of it asks.")
        .adding("next", .stringSchema, "What has to be done so that it can be started.")
        .adding("words", .stringSchema, "All that it would run, for people.")

    private static let question = ToolSchema()
        .adding("step", .stringSchema, "The number of the step that asks.")
        .adding("kind", .stringSchema, "approval, ask, confirm, point-of-no-return or manual.")
        .adding("text", .stringSchema, "What is asked.")
        .adding("name", .optionalSchema(.stringSchema), "Of an `ask`, the name under which `start` takes its answer.")
        .adding("person", .flagSchema, "Only a person can answer it.")

    /// What a plan does at worst.
    enum Sign: String, CaseIterable {
        case reads
        case changes
        case destroys

        /// In a sentence.
        var words: String {
            switch self {
            case .reads: "only reads"
            case .changes: "changes something"
            case .destroys: "does what cannot be undone"
            }
        }
    }

    let plan: SavedPlan
    private let effects: [CommandEffect]

    init(_ plan: SavedPlan) {
        self.plan = plan
        effects = plan.file.events.compactMap { if case .stepStarted(let start) = $0 { start.effect } else { nil } }
    }

    var worst: Sign {
        if effects.contains(where: \.destroys) { return .destroys }
        return effects.contains { $0.sign == .changes } ? .changes : .reads
    }

    var questions: [Question] {
        plan.file.events.compactMap { if case .questionAsked(let question) = $0 { question } else { nil } }
    }

    /// There is a destruction of which the plan does not know everything: what it destroys may depend on an answer.
    var hasOpenDestruction: Bool { effects.contains { $0.destroys && !$0.isKnown } }

    /// - Parameters:
    ///   - name: as the tools call it.
    ///   - next: what has to be done so that it can be started.
    func data(name: String, next: String) -> DataValue {
        let file = plan.file
        func count(_ holds: (CommandEffect) -> Bool) -> DataValue { .number(effects.count(where: holds)) }
        return [
            "plan": .string(name), "digest": .string(file.digest), "runbook": .string(plan.runbook),
            "title": .string(file.beginning.title), "lock": .optional(file.beginning.lock),
            "worst": .string(worst.rawValue), "reads": count { $0.sign == .reads },
            "changes": count { $0.sign == .changes }, "destructions": count(\.destroys),
            "questions": .array(questions.map(data)), "next": .string(next),
            "words": .string(PlanSummary(file: file).text(.plain, width: nil, .shown)),
        ]
    }

    private func data(_ question: Question) -> DataValue {
        [
            "step": .string(question.step.description), "kind": .string(question.name),
            "text": .string(question.text.shown), "name": .optional(question.askedName),
            "person": .bool(question.isForPeople),
        ]
    }
}

extension Question {
    /// The name under which an answer is given beforehand.
    var askedName: String? { if case .ask(let name, _, _) = kind { name } else { nil } }

    /// An agent cannot answer it: it is somebody's word, or a secret.
    var isForPeople: Bool {
        switch kind {
        case .confirm, .pointOfNoReturn, .approval, .hold: true
        case .manual(let hasCondition): !hasCondition
        case .ask: isSecret
        case .outcome(let change): change.effect.destroys
        }
    }

    /// A run that an agent starts would be refused for it: it is to be answered before the first step, and not by an agent.
    var keepsAgentsOut: Bool {
        if case .approval = kind { return false }
        return isForPeople
    }
}
