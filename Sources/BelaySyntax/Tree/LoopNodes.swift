public import BelaySource

/// `x in L by PATH where C`: what a `for` goes through, and a list that is made of another.
public struct LoopHeadSyntax: Hashable, Sendable {
    public var name: NameSyntax
    public var list: ElementSyntax
    /// After `by`: what an element is called in the numbers of its steps. Empty where that is its whole value.
    public var path: [AccessorSyntax]
    /// After `where`.
    public var condition: ExpressionSyntax?

    public init(name: NameSyntax, list: ElementSyntax, path: [AccessorSyntax], condition: ExpressionSyntax?) {
        self.name = name
        self.list = list
        self.path = path
        self.condition = condition
    }
}

/// `for x in L where C together at most N stopping after N failures { }`
public struct ForSyntax: Hashable, Sendable {
    public var head: LoopHeadSyntax
    public var isTogether: Bool
    /// After `in batches of`.
    public var batches: ElementSyntax?
    /// After `at most`.
    public var limit: ElementSyntax?
    /// After `stopping after`.
    public var tolerance: ElementSyntax?
    public var body: BlockSyntax
    /// After `between batches`.
    public var between: BlockSyntax?
    public var span: Span

    public init(
        head: LoopHeadSyntax, isTogether: Bool, batches: ElementSyntax?, limit: ElementSyntax?,
        tolerance: ElementSyntax?, body: BlockSyntax, between: BlockSyntax?, span: Span
    ) {
        self.head = head
        self.isTogether = isTogether
        self.batches = batches
        self.limit = limit
        self.tolerance = tolerance
        self.body = body
        self.between = between
        self.span = span
    }
}

/// `[for x in L where C give E]`
public struct ComprehensionSyntax: Hashable, Sendable {
    public var head: LoopHeadSyntax
    /// After `give`; without it the elements themselves.
    public var value: ExpressionSyntax?
    public var span: Span

    public init(head: LoopHeadSyntax, value: ExpressionSyntax?, span: Span) {
        self.head = head
        self.value = value
        self.span = span
    }
}
