public import BelaySource

/// `await C within D every D stable D or fail when C`
public struct AwaitSyntax: Hashable, Sendable {
    public var condition: ExpressionSyntax
    public var within: ElementSyntax?
    public var every: ElementSyntax?
    public var stable: ElementSyntax?
    /// After `or fail when`.
    public var failure: ExpressionSyntax?
    public var span: Span

    public init(
        condition: ExpressionSyntax, within: ElementSyntax?, every: ElementSyntax?, stable: ElementSyntax?,
        failure: ExpressionSyntax?, span: Span
    ) {
        self.condition = condition
        self.within = within
        self.every = every
        self.stable = stable
        self.failure = failure
        self.span = span
    }
}

/// `expect C else "T"`
public struct ExpectSyntax: Hashable, Sendable {
    public var condition: ExpressionSyntax
    public var message: TextSyntax?
    public var span: Span

    public init(condition: ExpressionSyntax, message: TextSyntax?, span: Span) {
        self.condition = condition
        self.message = message
        self.span = span
    }
}

/// `guard C else "T" { }`
public struct GuardSyntax: Hashable, Sendable {
    public var condition: ExpressionSyntax
    public var message: TextSyntax?
    public var body: BlockSyntax
    public var span: Span

    public init(condition: ExpressionSyntax, message: TextSyntax?, body: BlockSyntax, span: Span) {
        self.condition = condition
        self.message = message
        self.body = body
        self.span = span
    }
}

/// `done when C` and `give E`.
public struct ConditionSyntax: Hashable, Sendable {
    public var expression: ExpressionSyntax
    public var span: Span

    public init(expression: ExpressionSyntax, span: Span) {
        self.expression = expression
        self.span = span
    }
}
