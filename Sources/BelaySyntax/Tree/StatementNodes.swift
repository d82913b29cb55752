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

/// `edit yaml $text { set PATH = V ... }`
public struct EditSyntax: Hashable, Sendable {
    public var subject: ElementSyntax
    public var changes: [EditChangeSyntax]
    public var span: Span

    public init(subject: ElementSyntax, changes: [EditChangeSyntax], span: Span) {
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

/// `for x in L together at most N stopping after N failures { }`
public struct ForSyntax: Hashable, Sendable {
    public var name: NameSyntax
    public var list: ElementSyntax
    public var isTogether: Bool
    /// After `at most`.
    public var limit: ElementSyntax?
    /// After `stopping after`.
    public var tolerance: ElementSyntax?
    public var body: BlockSyntax
    public var span: Span

    public init(
        name: NameSyntax, list: ElementSyntax, isTogether: Bool, limit: ElementSyntax?, tolerance: ElementSyntax?,
        body: BlockSyntax, span: Span
    ) {
        self.name = name
        self.list = list
        self.isTogether = isTogether
        self.limit = limit
        self.tolerance = tolerance
        self.body = body
        self.span = span
    }
}

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

/// A keyword and a text: `confirm`, `fail`, `point of no return`.
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

/// `manual "T" until C`
public struct ManualSyntax: Hashable, Sendable {
    public var text: TextSyntax
    public var condition: ExpressionSyntax?
    public var span: Span

    public init(text: TextSyntax, condition: ExpressionSyntax?, span: Span) {
        self.text = text
        self.condition = condition
        self.span = span
    }
}

/// `on failure S`, `always S`, `undo { }`; a single statement is a block of one.
public struct HandlerSyntax: Hashable, Sendable {
    public var body: BlockSyntax
    public var span: Span

    public init(body: BlockSyntax, span: Span) {
        self.body = body
        self.span = span
    }
}

/// A word that is a whole statement: `undo`, `recover`.
public struct BareSyntax: Hashable, Sendable {
    public var span: Span

    public init(span: Span) {
        self.span = span
    }
}

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
    public var target: RowSyntax
    public var body: BlockSyntax
    public var span: Span

    public init(target: RowSyntax, body: BlockSyntax, span: Span) {
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

/// `done when C` and `give E`.
public struct ConditionSyntax: Hashable, Sendable {
    public var expression: ExpressionSyntax
    public var span: Span

    public init(expression: ExpressionSyntax, span: Span) {
        self.expression = expression
        self.span = span
    }
}
