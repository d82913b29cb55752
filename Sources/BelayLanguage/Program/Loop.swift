/// A `for`.
public struct Loop: Sendable {
    public var name: String
    public var slot: Int
    public var list: ValueExpression
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
        name: String, slot: Int, list: ValueExpression, isTogether: Bool, batches: ValueExpression? = nil,
        limit: ValueExpression?, tolerance: ValueExpression?, body: Block, between: Block? = nil
    ) {
        self.name = name
        self.slot = slot
        self.list = list
        self.isTogether = isTogether
        self.batches = batches
        self.limit = limit
        self.tolerance = tolerance
        self.body = body
        self.between = between
    }
}
