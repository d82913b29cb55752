/// `manual "T" until C within D every D`: a person does it, and says so or is seen to have done it.
public struct Manual: Sendable {
    public var text: ValueExpression
    /// After `until`.
    public var condition: ValueExpression?
    public var within: ValueExpression?
    public var every: ValueExpression?

    public init(
        text: ValueExpression, condition: ValueExpression?, within: ValueExpression?, every: ValueExpression?
    ) {
        self.text = text
        self.condition = condition
        self.within = within
        self.every = every
    }
}
