public import BelayLanguage

/// Something only a person can answer.
public struct Question: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// `confirm`: yes or no.
        case confirm
        /// The text of the lock must be typed.
        case pointOfNoReturn(lock: PlannedText)
        /// `approval`: others have to say yes.
        case approval(WantedApprovals)
        /// A value of this type, with its default as it is shown.
        case ask(name: String, type: ValueType, defaultValue: String?)
        /// A person does something and says that it is done; with a condition Belay looks for itself too.
        case manual(hasCondition: Bool)
        /// Asks if an effect whose outcome is unknown has happened.
        case outcome(DoubtfulChange)
        /// A step has failed at a terminal.
        case hold(HeldStep)
    }

    public var kind: Kind
    public var step: StepPath
    public var text: PlannedText

    public init(kind: Kind, step: StepPath, text: PlannedText) {
        self.kind = kind
        self.step = step
        self.text = text
    }
}

public enum Answer: Hashable, Sendable {
    case yes
    case no
    /// To a `manual`: nobody said anything, and its condition came true.
    case seen
    /// The answer typed for an `ask`, the lock's text for a point of no return.
    case text(String)
    /// To an approval: who has approved, in words such as `alice@example.com`.
    case approved([String])
    /// Who has said no, and why.
    case rejected(String)
    /// Not as many people as it asks for: a sentence.
    case unapproved(String)
    /// To a hold.
    case retry
    /// Once more, for so long.
    case waitLonger(Duration)
    case runHandlers
    case skip(reason: String)
    /// A value typed in place of the one that a step would have given.
    case give(String)
    case stop
    /// To `outcome`.
    case happened
    case didNotHappen
    /// End of input, or nobody is there: counts as a no.
    case none
}
