/// Answers questions: a person at a terminal, or answers given beforehand.
public protocol Prompter: Sendable {
    /// Whether a failed step holds and asks before its handlers run.
    var holdsFailures: Bool { get }

    /// Whether a person is there who answers what was not answered beforehand.
    var isAttended: Bool { get }

    /// Whether the answer was given before the run began, so that nobody is asked.
    func hasAnswer(to question: Redacted<Question>) -> Bool

    /// Ends early, with `.none`, when the surrounding task is cancelled.
    func answer(_ question: Redacted<Question>) async -> Answer

    /// A step holds; whoever wants to can look around where it stands before they answer.
    func answer(_ question: Redacted<Question>, from stepContext: StepContext) async -> Answer
}

extension Prompter {
    public var isAttended: Bool { holdsFailures }

    public func hasAnswer(to question: Redacted<Question>) -> Bool { false }

    public func answer(_ question: Redacted<Question>, from stepContext: StepContext) async -> Answer {
        await answer(question)
    }
}
