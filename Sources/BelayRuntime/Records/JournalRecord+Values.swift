public import BelayLanguage

extension JournalRecord {
    /// A value that is kept, so that a resumed run has it as it was; secrets are never written.
    public struct Bound: Hashable, Sendable {
        public enum Content: Hashable, Sendable {
            case value(Value)
            /// All that the change of this number printed: it is written there.
            case output(of: Int)
        }

        public var step: StepPath
        public var key: BindingKey
        public var content: Content
        /// By a person, in place of a step that failed.
        public var isGiven: Bool
        /// What a secret is known by when it is read again; nil where nobody resumes by it.
        public var seal: SecretSeal?

        public init(
            step: StepPath, key: BindingKey, content: Content, isGiven: Bool = false, seal: SecretSeal? = nil
        ) {
            self.step = step
            self.key = key
            self.content = content
            self.isGiven = isGiven
            self.seal = seal
        }

        /// The value, also where it is written with a change; nil when that printed nothing that was kept.
        public func value(outputOf printed: (Int) -> String?) -> Value? {
            switch content {
            case .value(let value): value
            case .output(let number): printed(number).flatMap { try? Value(reading: $0, as: .text) }
            }
        }
    }

    /// A condition that asks the world and decides the way.
    public struct Decided: Hashable, Sendable {
        public enum Condition: Hashable, Sendable {
            /// Of an `if` and each `else if` behind it, counted from one.
            case branch(Int)
            case doneWhen
            /// Of a `repeat`, before the round of this step.
            case until
        }

        public var step: StepPath
        public var condition: Condition
        public var truth: Truth

        public init(step: StepPath, condition: Condition, truth: Truth) {
            self.step = step
            self.condition = condition
            self.truth = truth
        }
    }

    public struct Answered: Hashable, Sendable {
        /// What was asked for.
        public enum Asked: Hashable, Sendable {
            case confirm
            case pointOfNoReturn(lock: String)
            case ask(name: String, type: ValueType, defaultValue: String?)
            case manual(hasCondition: Bool)
            /// How many people, as far as that is known, and how long each counts.
            case approval(WantedApprovals)
            /// Whether the change of this number happened.
            case outcome(of: Int)
            /// What comes next, at a step that has failed and holds.
            case hold(Failure)
        }

        public var step: StepPath
        public var asked: Asked
        /// As it was shown.
        public var question: String
        /// A secret is not in it.
        public var answer: Answer
        /// It was given when the run was started, so nobody was asked.
        public var isGivenBefore: Bool

        public init(
            step: StepPath, asked: Asked, question: String, answer: Answer, isGivenBefore: Bool = false
        ) {
            self.step = step
            self.asked = asked
            self.question = question
            self.answer = answer
            self.isGivenBefore = isGivenBefore
        }
    }
}
