/// A `for`: a block that runs for each element of a list.
public struct Loop: Sendable {
    public var head: LoopHead
    public var isTogether: Bool
    /// After `in batches of`.
    public var batches: ValueExpression?
    /// After `at most`.
    public var limit: ValueExpression?
    /// After `stopping after`; one when absent.
    public var tolerance: ValueExpression?
    public var body: Block
    /// After `between batches`.
    public var between: Block?

    public init(
        head: LoopHead, isTogether: Bool, batches: ValueExpression? = nil, limit: ValueExpression?,
        tolerance: ValueExpression?, body: Block, between: Block? = nil
    ) {
        self.head = head
        self.isTogether = isTogether
        self.batches = batches
        self.limit = limit
        self.tolerance = tolerance
        self.body = body
        self.between = between
    }
}
