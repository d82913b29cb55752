public import BelaySource

/// `on $host as root { }`
public struct OnSyntax: Hashable, Sendable {
    public var host: ElementSyntax
    public var user: ElementSyntax?
    public var body: BlockSyntax
    public var span: Span

    public init(host: ElementSyntax, user: ElementSyntax?, body: BlockSyntax, span: Span) {
        self.host = host
        self.user = user
        self.body = body
        self.span = span
    }
}

/// `in etcd main on $master { }`
public struct InSyntax: Hashable, Sendable {
    public var target: PhraseUseSyntax
    public var body: BlockSyntax
    public var span: Span

    public init(target: PhraseUseSyntax, body: BlockSyntax, span: Span) {
        self.target = target
        self.body = body
        self.span = span
    }
}

/// `locally { }`
public struct LocallySyntax: Hashable, Sendable {
    public var body: BlockSyntax
    public var span: Span

    public init(body: BlockSyntax, span: Span) {
        self.body = body
        self.span = span
    }
}

/// `via docker exec -i $id`: shell words without a sign.
public struct ViaSyntax: Hashable, Sendable {
    public var parts: [CommandPartSyntax]
    public var span: Span

    public init(parts: [CommandPartSyntax], span: Span) {
        self.parts = parts
        self.span = span
    }
}

/// `with input $text { }`
public struct WithInputSyntax: Hashable, Sendable {
    public var input: ElementSyntax
    public var body: BlockSyntax
    public var span: Span

    public init(input: ElementSyntax, body: BlockSyntax, span: Span) {
        self.input = input
        self.body = body
        self.span = span
    }
}

/// `with input file P { }`, `with output file P { }`
public struct WithFileSyntax: Hashable, Sendable {
    public var path: ElementSyntax
    public var body: BlockSyntax
    public var span: Span

    public init(path: ElementSyntax, body: BlockSyntax, span: Span) {
        self.path = path
        self.body = body
        self.span = span
    }
}

/// `with env A=$a, B=$b { }`
public struct WithEnvironmentSyntax: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public var name: NameSyntax
        public var value: ElementSyntax

        public init(name: NameSyntax, value: ElementSyntax) {
            self.name = name
            self.value = value
        }
    }

    public var entries: [Entry]
    public var body: BlockSyntax
    public var span: Span

    public init(entries: [Entry], body: BlockSyntax, span: Span) {
        self.entries = entries
        self.body = body
        self.span = span
    }
}
