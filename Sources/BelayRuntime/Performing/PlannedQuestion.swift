/// A question that a plan has met, as it may be shown.
@dynamicMemberLookup
public struct PlannedQuestion: Sendable {
    public let question: Redacted<Question>
    /// The text that passes a point of no return, where the plan knows it. A parameter that it is made of may hold a secret, so
    /// it is compared and answered with, and never shown.
    private let lock: Secret?

    init(_ question: Question, by redactor: Redactor) {
        self.question = redactor.clean(question)
        if case .pointOfNoReturn(let lock) = question.kind {
            self.lock = lock.known.map(Secret.init)
        } else {
            lock = nil
        }
    }

    public subscript<Member>(dynamicMember path: KeyPath<Question, Member>) -> Member {
        question.content[keyPath: path]
    }

    /// True if the text that is given beforehand passes this point of no return. One that the plan does not know is compared
    /// when the step is reached.
    public func isPassed(by text: String) -> Bool { lock.map { $0.asAnswer == text } ?? true }

    /// What is to be typed at this point of no return, where the plan knows it.
    public var lockAsAnswer: String? { lock?.asAnswer }
}
