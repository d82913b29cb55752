import BelayLanguage
import BelayReporting
import BelayRuntime
import BelaySource

/// Questions that nobody will be there to answer: found in the plan, before the first step.
struct UnansweredQuestions {
    private let questions: [(question: PlannedQuestion, span: Span, conditions: [String])]

    init(_ plan: Plan, given: PresetAnswers) {
        var spans: [StepPath: Span] = [:]
        var conditions: [StepPath: [String]] = [:]
        var walk = PlanWalk()
        for event in plan.events {
            walk.handle(event)
            switch event {
            case .stepStarted(let start) where start.kind == .question: spans[start.step] = start.span
            case .questionAsked(let question): conditions[question.step] = walk.conditions
            case .stepStarted, .runStarted, .stepOutput, .said, .awaitObserved, .questionAnswered, .handlerStarted,
                .branchStarted, .branchEnded, .strandStarted, .strandEnded, .stepFinished, .runFinished:
                break
            }
        }
        var found: [(question: PlannedQuestion, span: Span, conditions: [String])] = []
        for question in plan.questions where !given.settles(question) {
            if let span = spans[question.step] { found.append((question, span, conditions[question.step] ?? [])) }
        }
        questions = found
    }

    /// Each at its place, with the flag that answers it.
    var diagnostics: [Diagnostic] {
        questions.compactMap { entry in
            entry.question.flag.map { flag in
                .unansweredQuestion(
                    at: entry.span, when: entry.conditions,
                    flag: [flag, entry.question.flagNote].compactMap { $0 }.joined(separator: ", "))
            }
        }
    }

    /// Shows each at its place and refuses, unless every question has its answer.
    ///
    /// - Parameter what: what was not run for that, such as `nothing was run`.
    func refuse(
        _ what: String, _ sources: [SourceText], _ display: DisplayOptions, on console: Console
    ) throws(UserError) {
        DiagnosticView(sources: sources, display: display, console: console).show(diagnostics, isMain: false)
        if let refusal = refusal(what) { throw refusal }
    }

    private func refusal(_ what: String) -> UserError? {
        if questions.isEmpty { return nil }
        let count = questions.count == 1 ? "a question has" : "\(questions.count) questions have"
        var seen: Set<String> = []
        let flags = questions.compactMap(\.question.flag).filter { seen.insert($0).inserted }
        let notes = Set(questions.compactMap(\.question.flagNote)).sorted()
        return UserError(
            message: "\(count) no answer, and nobody is at a terminal; \(what)",
            help: ["add to the command: \(flags.joined(separator: " "))"] + notes.map { "  \($0)" })
    }
}
