public import BelaySource

/// `phase "T" { }` and `step "T" { }`
public struct OutlineSyntax: Hashable, Sendable {
    public var title: TextSyntax
    public var body: BlockSyntax
    public var span: Span

    public init(title: TextSyntax, body: BlockSyntax, span: Span) {
        self.title = title
        self.body = body
        self.span = span
    }
}

/// `if C { } else if C { } else { }`
public struct IfSyntax: Hashable, Sendable {
    public struct Branch: Hashable, Sendable {
        public var condition: ExpressionSyntax
        public var body: BlockSyntax

        public init(condition: ExpressionSyntax, body: BlockSyntax) {
            self.condition = condition
            self.body = body
        }
    }

    public var branches: [Branch]
    public var alternative: BlockSyntax?
    public var span: Span

    public init(branches: [Branch], alternative: BlockSyntax?, span: Span) {
        self.branches = branches
        self.alternative = alternative
        self.span = span
    }
}

/// `together at most N { }`
public struct TogetherSyntax: Hashable, Sendable {
    /// After `at most`.
    public var limit: ElementSyntax?
    /// Each of its statements is a branch.
    public var body: BlockSyntax
    public var span: Span

    public init(limit: ElementSyntax?, body: BlockSyntax, span: Span) {
        self.limit = limit
        self.body = body
        self.span = span
    }
}

/// `repeat at most N times every D until C { }`
public struct RepeatSyntax: Hashable, Sendable {
    public var count: ElementSyntax
    public var every: ElementSyntax?
    public var condition: ExpressionSyntax
    public var body: BlockSyntax
    public var span: Span

    public init(
        count: ElementSyntax, every: ElementSyntax?, condition: ExpressionSyntax, body: BlockSyntax, span: Span
    ) {
        self.count = count
        self.every = every
        self.condition = condition
        self.body = body
        self.span = span
    }
}

/// `retry N times every D { }`
public struct RetrySyntax: Hashable, Sendable {
    public var count: ElementSyntax
    public var every: ElementSyntax?
    public var body: BlockSyntax
    public var span: Span

    public init(count: ElementSyntax, every: ElementSyntax?, body: BlockSyntax, span: Span) {
        self.count = count
        self.every = every
        self.body = body
        self.span = span
    }
}

/// `within D { }`
public struct WithinSyntax: Hashable, Sendable {
    public var limit: ElementSyntax
    public var body: BlockSyntax
    public var span: Span

    public init(limit: ElementSyntax, body: BlockSyntax, span: Span) {
        self.limit = limit
        self.body = body
        self.span = span
    }
}
