public import BelaySource

/// `machine web1, web2 { runs nginx }`
public struct MachineSyntax: Hashable, Sendable {
    public var names: [WordSyntax]
    public var features: [FeatureSyntax]
    public var span: Span

    public init(names: [WordSyntax], features: [FeatureSyntax], span: Span) {
        self.names = names
        self.features = features
        self.span = span
    }
}

/// A line of a machine's block.
public struct FeatureSyntax: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case runs([WordSyntax])
        case has([WordSyntax])
        case user([WordSyntax])
        case disk(path: WordSyntax, size: WordSyntax)
        case boots(in: WordSyntax)
    }

    public var kind: Kind
    public var span: Span

    public init(kind: Kind, span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// `begin { }`
public struct BeginSyntax: Hashable, Sendable {
    public var body: BlockSyntax
    public var span: Span

    public init(body: BlockSyntax, span: Span) {
        self.body = body
        self.span = span
    }
}

/// `meanwhile rows every 100ms within 2s { }`
public struct MeanwhileSyntax: Hashable, Sendable {
    public var name: NameSyntax
    public var every: ElementSyntax
    public var within: ElementSyntax?
    public var body: BlockSyntax
    public var span: Span

    public init(name: NameSyntax, every: ElementSyntax, within: ElementSyntax?, body: BlockSyntax, span: Span) {
        self.name = name
        self.every = every
        self.within = within
        self.body = body
        self.span = span
    }
}

/// `found rows { give ... }`
public struct FoundSyntax: Hashable, Sendable {
    public var name: NameSyntax
    public var body: BlockSyntax
    public var span: Span

    public init(name: NameSyntax, body: BlockSyntax, span: Span) {
        self.name = name
        self.body = body
        self.span = span
    }
}

/// `ends switched "db2 leads" when done { }`
public struct EndsSyntax: Hashable, Sendable {
    public var name: WordSyntax
    public var text: TextSyntax
    public var isWhenDone: Bool
    public var body: BlockSyntax
    public var span: Span

    public init(name: WordSyntax, text: TextSyntax, isWhenDone: Bool, body: BlockSyntax, span: Span) {
        self.name = name
        self.text = text
        self.isWhenDone = isWhenDone
        self.body = body
        self.span = span
    }
}

/// `fault replay-stops "the standby applies nothing any more" { }`
public struct FaultSyntax: Hashable, Sendable {
    public var name: WordSyntax
    public var text: TextSyntax
    public var body: BlockSyntax
    public var span: Span

    public init(name: WordSyntax, text: TextSyntax, body: BlockSyntax, span: Span) {
        self.name = name
        self.text = text
        self.body = body
        self.span = span
    }
}
