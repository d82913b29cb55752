/// `approval "T" by N within D`: so many people who do not run the runbook have to say yes, and not longer ago than that.
public struct ApprovalStatement: Sendable {
    public var text: ValueExpression
    /// One where there is none.
    public var count: ValueExpression?
    public var within: ValueExpression?

    public init(text: ValueExpression, count: ValueExpression?, within: ValueExpression?) {
        self.text = text
        self.count = count
        self.within = within
    }
}
