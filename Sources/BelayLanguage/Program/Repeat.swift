/// A `repeat`: rounds until its condition holds before one.
public struct Repeat: Sendable {
    /// The most rounds.
    public var count: ValueExpression
    /// The pause after a round.
    public var every: ValueExpression?
    public var condition: ValueExpression
    public var body: Block

    public init(count: ValueExpression, every: ValueExpression?, condition: ValueExpression, body: Block) {
        self.count = count
        self.every = every
        self.condition = condition
        self.body = body
    }
}
