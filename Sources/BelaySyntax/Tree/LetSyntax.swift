public import BelaySource

/// `let x: T = E`, or `let t = edit yaml $text { ... }`
public struct LetSyntax: Hashable, Sendable {
    public enum Value: Hashable, Sendable {
        case expression(ExpressionSyntax)
        case edit(EditSyntax)
    }

    public var name: NameSyntax
    public var type: TypeSyntax?
    public var value: Value
    public var span: Span

    public init(name: NameSyntax, type: TypeSyntax?, value: Value, span: Span) {
        self.name = name
        self.type = type
        self.value = value
        self.span = span
    }
}

/// The form of a text that is edited in place.
public enum EditFormat: String, Hashable, Sendable {
    case yaml = "YAML"
    case json = "JSON"
}

/// `edit yaml $text { set PATH = V ... }`, `edit json $text { ... }`
public struct EditSyntax: Hashable, Sendable {
    public var format: EditFormat
    public var subject: ElementSyntax
    public var changes: [EditChangeSyntax]
    public var span: Span

    public init(format: EditFormat, subject: ElementSyntax, changes: [EditChangeSyntax], span: Span) {
        self.format = format
        self.subject = subject
        self.changes = changes
        self.span = span
    }
}

/// `set PATH = V`, `append PATH = V`, `remove PATH`
public struct EditChangeSyntax: Hashable, Sendable {
    public enum Verb: String, Hashable, Sendable {
        case set
        case append
        case remove
    }

    public var verb: Verb
    /// The first is always a field.
    public var path: [AccessorSyntax]
    public var value: ElementSyntax?
    public var span: Span

    public init(verb: Verb, path: [AccessorSyntax], value: ElementSyntax?, span: Span) {
        self.verb = verb
        self.path = path
        self.value = value
        self.span = span
    }
}
