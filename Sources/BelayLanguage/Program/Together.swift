/// A `together`: each statement of its block is a branch, and runs side by side with the others.
public struct Together: Sendable {
    /// After `at most`.
    public var limit: ValueExpression?
    public var body: Block

    public init(limit: ValueExpression?, body: Block) {
        self.limit = limit
        self.body = body
    }
}
