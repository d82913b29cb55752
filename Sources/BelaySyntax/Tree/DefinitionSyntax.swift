public import BelaySource

/// `runbook "Title" "What it does."`, `lab "Title" "What it begins with."`
public struct TitleSyntax: Hashable, Sendable {
    public var title: TextSyntax
    public var documentation: [TextSyntax]
    public var span: Span

    public init(title: TextSyntax, documentation: [TextSyntax], span: Span) {
        self.title = title
        self.documentation = documentation
        self.span = span
    }
}

/// The words of `needs ssh, scp`, of `use etcd, kops` and of `address db`.
public struct NamesSyntax: Hashable, Sendable {
    public var words: [WordSyntax]
    /// After `with`: what a library's parameters are set to.
    public var settings: [WithEnvironmentSyntax.Entry]
    public var span: Span

    public init(words: [WordSyntax], settings: [WithEnvironmentSyntax.Entry] = [], span: Span) {
        self.words = words
        self.settings = settings
        self.span = span
    }
}

/// `rehearse in kops`
public struct RehearseSyntax: Hashable, Sendable {
    public var lab: WordSyntax
    public var span: Span

    public init(lab: WordSyntax, span: Span) {
        self.lab = lab
        self.span = span
    }
}

/// `type which = main | events`
public struct TypeDefinitionSyntax: Hashable, Sendable {
    public var name: NameSyntax
    public var type: TypeSyntax
    public var span: Span

    public init(name: NameSyntax, type: TypeSyntax, span: Span) {
        self.name = name
        self.type = type
        self.span = span
    }
}

/// `list of T`, a name, or `a | b | c`.
public struct TypeSyntax: Hashable, Sendable {
    public indirect enum Kind: Hashable, Sendable {
        case name(NameSyntax)
        case list(TypeSyntax)
        case choice([NameSyntax])
    }

    public var kind: Kind
    public var span: Span

    public init(kind: Kind, span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// Words, placeholders and options: `backup etcd (which: which) on (node: host) [to: path] gives T`.
public struct SignatureSyntax: Hashable, Sendable {
    public enum Item: Hashable, Sendable {
        case word(NameSyntax)
        /// `(name: type)`
        case placeholder(NameSyntax, TypeSyntax)
        /// `[name: type = default]`
        case option(NameSyntax, TypeSyntax, ElementSyntax?)
    }

    public var items: [Item]
    public var gives: TypeSyntax?
    public var span: Span

    public init(items: [Item], gives: TypeSyntax?, span: Span) {
        self.items = items
        self.gives = gives
        self.span = span
    }
}

/// `action ...`, `probe ...` or `target ...`.
public struct DefinitionSyntax: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case action
        case probe
        case target
    }

    public var kind: Kind
    public var signature: SignatureSyntax
    public var body: BlockSyntax
    public var span: Span

    public init(kind: Kind, signature: SignatureSyntax, body: BlockSyntax, span: Span) {
        self.kind = kind
        self.signature = signature
        self.body = body
        self.span = span
    }
}
