public import BelaySource

/// A keyword and a string: `confirm`, `fail`, `point of no return`.
public struct MessageSyntax: Hashable, Sendable {
    public var text: TextSyntax
    public var span: Span

    public init(text: TextSyntax, span: Span) {
        self.text = text
        self.span = span
    }
}

/// A keyword and an element: `say E`, `lock E`.
public struct ValueSyntax: Hashable, Sendable {
    public var value: ElementSyntax
    public var span: Span

    public init(value: ElementSyntax, span: Span) {
        self.value = value
        self.span = span
    }
}

/// `approval "T" by N within D`
public struct ApprovalSyntax: Hashable, Sendable {
    public var text: TextSyntax
    /// After `by`.
    public var count: ElementSyntax?
    public var within: ElementSyntax?
    public var span: Span

    public init(text: TextSyntax, count: ElementSyntax?, within: ElementSyntax?, span: Span) {
        self.text = text
        self.count = count
        self.within = within
        self.span = span
    }
}

/// `ask name: T = V "T"`
public struct AskSyntax: Hashable, Sendable {
    public var name: NameSyntax
    public var type: TypeSyntax
    public var defaultValue: ElementSyntax?
    public var text: TextSyntax
    public var span: Span

    public init(name: NameSyntax, type: TypeSyntax, defaultValue: ElementSyntax?, text: TextSyntax, span: Span) {
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.text = text
        self.span = span
    }
}

/// `note "T" unless C`
public struct NoteSyntax: Hashable, Sendable {
    public var text: TextSyntax
    public var condition: ExpressionSyntax?
    /// It is noted when the condition does not hold.
    public var isUnless: Bool
    public var span: Span

    public init(text: TextSyntax, condition: ExpressionSyntax?, isUnless: Bool, span: Span) {
        self.text = text
        self.condition = condition
        self.isUnless = isUnless
        self.span = span
    }
}

/// `manual "T" until C within D every D`
public struct ManualSyntax: Hashable, Sendable {
    public var text: TextSyntax
    /// After `until`.
    public var condition: ExpressionSyntax?
    public var within: ElementSyntax?
    public var every: ElementSyntax?
    public var span: Span

    public init(
        text: TextSyntax, condition: ExpressionSyntax?, within: ElementSyntax?, every: ElementSyntax?, span: Span
    ) {
        self.text = text
        self.condition = condition
        self.within = within
        self.every = every
        self.span = span
    }
}
