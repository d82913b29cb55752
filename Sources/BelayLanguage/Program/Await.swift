public struct Await: Sendable {
    /// How long a wait may take when nothing is said.
    public static let usualLimit = Duration.seconds(300)

    public var condition: ValueExpression
    public var within: ValueExpression?
    public var every: ValueExpression?
    public var stable: ValueExpression?
    /// After `or fail when`.
    public var failure: ValueExpression?

    public init(
        condition: ValueExpression, within: ValueExpression?, every: ValueExpression?, stable: ValueExpression?,
        failure: ValueExpression?
    ) {
        self.condition = condition
        self.within = within
        self.every = every
        self.stable = stable
        self.failure = failure
    }
}
