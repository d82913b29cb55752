import BelayAgentServer
import BelayData
import BelayJournal
import BelayRuntime
import BelaySyntax

/// What a run waits for that has stopped to be resumed.
struct WaitingQuestion {
    static let schema = ToolSchema()
        .adding("step", .stringSchema, "The number of the step that asks.")
        .adding("kind", .choiceSchema(Kind.allCases.map(\.rawValue)), "What is asked for.")
        .adding("text", .stringSchema, "What is asked.")
        .adding(
            "answers", .listSchema(of: .stringSchema), "What `answer` takes for it; empty: only a person can answer it."
        )
        .adding("person", .stringSchema, "What a person types to answer it.")

    enum Kind: String, CaseIterable {
        /// Others have to approve.
        case approval
        /// Whether a change has happened whose end was not seen.
        case outcome
        /// A value that a change has printed and that was lost.
        case value
        /// A secret that no journal keeps.
        case secret
    }

    /// Answers that an agent can give.
    enum Choice: String {
        case happened
        case didNotHappen = "did-not-happen"
        /// The value itself.
        case value
    }

    let step: String
    let kind: Kind
    let text: String
    var choices: [Choice]
    /// What a person types.
    let person: String
    /// Of a value or a secret.
    var name: String?
    /// Of a value, other changes are unknown too: which of them printed it has to be said.
    var isOneOfSeveral = false

    var data: DataValue {
        [
            "step": .string(step), "kind": .string(kind.rawValue), "text": .string(text),
            "answers": .array(choices.map { .string($0.rawValue) }), "person": .string(person),
        ]
    }

    /// All that the run of a history waits for.
    /// - Parameter secrets: the names that hold secrets; nil where that is not known.
    static func all(in history: RunHistory, of run: String, secrets: Set<String>?) -> [WaitingQuestion] {
        guard let end = history.end, end.outcome == .needsDecision else { return [] }
        let failed = end.report.failures.compactMap { question(of: $0, in: run, history, secrets) }
        let open = history.undecided.filter { effect in
            !failed.contains { $0.step == effect.intent.step.description }
        }
        return failed + open.map { outcome(of: $0, in: run) }
    }

    private static func question(
        of failure: Failure, in run: String, _ history: RunHistory, _ secrets: Set<String>?
    ) -> WaitingQuestion? {
        let step = failure.step.description
        if failure.kind == .approval {
            return WaitingQuestion(
                step: step, kind: .approval, text: failure.message, choices: [],
                person: "belay approve \(run) \(ShellQuoting.quoted(step))")
        }
        if let name = failure.missingSecret {
            return WaitingQuestion(
                step: step, kind: .secret, text: failure.message, choices: [], person: "belay resume \(run)", name: name
            )
        }
        guard let lost = failure.lostOutput else { return nil }
        var question = WaitingQuestion(
            step: step, kind: .value, text: failure.message, choices: [], person: "belay resume \(run)", name: lost.name
        )
        let open = history.undecided.map(\.intent.step)
        question.isOneOfSeveral = open.count > 1 && open.contains(failure.step)
        if history.effect(at: failure.step)?.intent.sign == .destroys { return question }
        if let name = lost.name, let secrets, !secrets.contains(name) { question.choices.append(.value) }
        question.choices.append(.didNotHappen)
        return question
    }

    /// Of a destruction only a person says whether it has happened.
    private static func outcome(of effect: RunHistory.Effect, in run: String) -> WaitingQuestion {
        let step = effect.intent.step.description
        return WaitingQuestion(
            step: step, kind: .outcome, text: "did it happen? \(effect.intent.sign.rawValue) \(effect.intent.command)",
            choices: effect.intent.sign == .destroys ? [] : [.happened, .didNotHappen],
            person: "belay resume \(run) --happened \(ShellQuoting.inQuotes(step)), or --did-not-happen")
    }
}
