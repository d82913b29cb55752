import BelayData
import BelayLanguage
import BelayRuntime
import BelayWorkspace
import Synchronization

/// Answers given on the command line, before anything is asked.
final class PresetAnswers: Sendable {
    /// `--yes`: every plain question.
    let isYes: Bool
    /// `--confirm STEP=TEXT`, by the plan's numbers.
    let confirmed: [(step: StepPath, text: String)]
    /// The same in a session, by the numbers that it shows.
    let numbered: [String: String]
    /// `name=value` for an `ask`.
    let values: [String: String]
    /// `--happened STEP`: the change of this step, whose end was not seen.
    let happened: [String]
    let didNotHappen: [String]
    /// The steps of a resumed run with a change whose outcome is unknown.
    let undecided: [String]
    /// Questions of a resumed run that are already answered.
    let passed: [StepPath]
    /// A manual step that was said to be done is said once.
    private let done = Mutex<Set<StepPath>>([])

    init(
        isYes: Bool, confirmed: [(step: StepPath, text: String)], values: [String: String], happened: [String] = [],
        didNotHappen: [String] = [], undecided: [String] = [], passed: [StepPath] = [],
        numbered: [String: String] = [:]
    ) {
        self.isYes = isYes
        self.confirmed = confirmed
        self.values = values
        self.happened = happened
        self.didNotHappen = didNotHappen
        self.undecided = undecided
        self.passed = passed
        self.numbered = numbered
    }

    /// Nil when nothing was given for it.
    func answer(_ question: Question) -> Answer? {
        switch question.kind {
        case .confirm:
            if let text = text(for: question.step) { return text == "yes" ? .yes : .no }
            return isYes ? .yes : nil
        // Who runs the runbook cannot answer it.
        case .approval: return nil
        case .pointOfNoReturn: return text(for: question.step).map { .text($0) }
        case .ask(let name, let type, let defaultValue):
            guard let text = values[name], isMeant(question.step.description) else { return nil }
            // One that does not fit fails the step in the words of its type.
            let written = try? GivenAnswer.written(text, as: type, isNeeded: defaultValue?.isEmpty != true)
            return .text(written ?? text)
        case .manual:
            guard isYes else { return nil }
            return done.withLock { $0.insert(question.step).inserted } ? .yes : Answer.none
        case .outcome(let change):
            let step = question.step.description
            if happened.contains(step) { return .happened }
            if didNotHappen.contains(step) { return .didNotHappen }
            // Who knows what it printed knows that it happened.
            let isKnown = change.effect.boundName.map { values[$0] != nil } ?? false
            return isKnown && isMeant(step) ? .happened : nil
        case .hold: return nil
        }
    }

    /// Whether something was given for it, also when that has been used.
    func hasAnswer(to question: Question) -> Bool {
        if case .manual = question.kind { return isYes }
        return answer(question) != nil
    }

    /// If several changes are unknown, such as iterations of one loop, a value is that of the one that is said to
    /// have happened.
    private func isMeant(_ step: String) -> Bool {
        !undecided.contains(step) || undecided == [step] || happened == [step]
    }

    /// True if a question of the plan will find its answer here, or needs none.
    func settles(_ question: PlannedQuestion) -> Bool {
        if !question.isSecret, passed.contains(where: { question.step.covers($0) }) { return true }
        return switch question.kind {
        case .confirm: isYes || text(for: question.step) == "yes"
        case .pointOfNoReturn: text(for: question.step).map(question.isPassed) ?? false
        case .ask(let name, _, let defaultValue): values[name] != nil || defaultValue != nil
        // Where nobody is, its condition is waited for.
        case .manual(let hasCondition): isYes || hasCondition
        // Who is to approve need not be there when it begins.
        case .approval, .outcome, .hold: true
        }
    }

    private func text(for step: StepPath) -> String? {
        confirmed.first { $0.step.covers(step) }?.text ?? numbered[step.description]
    }
}

extension Question {
    /// The option on the command line that answers it, such as `--confirm '4.2=TEXT'`. The text that passes a point
    /// of no return is not shown: whoever gives it has to know what it is for.
    var flag: String? {
        switch kind {
        case .confirm, .manual: "--yes"
        case .pointOfNoReturn: "--confirm \(ShellQuoting.inQuotes("\(step)=TEXT"))"
        case .ask(let name, _, _): "\(name)=VALUE"
        case .approval, .outcome, .hold: nil
        }
    }

    /// A note about the words in the flag.
    var flagNote: String? {
        switch kind {
        case .pointOfNoReturn: "where TEXT is the text of the runbook's lock"
        case .confirm, .approval, .manual, .ask, .outcome, .hold: nil
        }
    }
}
