public import BelaySource
public import BelaySyntax

public struct Block: Sendable {
    public var statements: [Statement]
    public var span: Span

    public init(statements: [Statement], span: Span) {
        self.statements = statements
        self.span = span
    }
}

/// One statement, resolved.
///
/// `ordinal` counts, from 1 and in the order of the text, the statements of one numbered block that run a command,
/// print something, or can fail. Numbered blocks are: the runbook's body, the preamble, `phase`, `step`, `for`,
/// `retry`, handlers, undo blocks and the bodies of definitions. All other blocks (`if`, `on`, `in`, `locally`, `with`,
/// `within`, `guard`) continue the numbers of the block around them, branches one after the other. The handlers of the
/// runbook's body come last in it, so that its first phase is 1. A statement that does none of these things (a pure
/// `let`, a transparent block whose head runs nothing) has no ordinal.
public struct Statement: Sendable {
    public indirect enum Kind: Sendable {
        case command(Command)
        /// An action; a probe is not a statement.
        case call(Call)
        case bind(Binding)
        case edit(Edit)
        case phase(Outline)
        case step(Outline)
        case choice(Choice)
        case loop(Loop)
        case await(Await)
        case expect(condition: ValueExpression, message: ValueExpression?)
        case guarded(condition: ValueExpression, message: ValueExpression?, body: Block)
        case confirm(ValueExpression)
        case ask(Ask)
        case manual(text: ValueExpression, condition: ValueExpression?)
        /// Armed from here to the end of the enclosing block.
        case onFailure(Block)
        case always(Block)
        /// `undo` in a handler: unwinds the steps of the block that the handler is armed in.
        case unwind
        case recover
        case place(Place, body: Block)
        /// `via` in a target: the prefix that it adds.
        case via(Command)
        case retry(count: ValueExpression, every: ValueExpression?, body: Block)
        case within(limit: ValueExpression, body: Block)
        case withInput(ValueExpression, body: Block)
        case withEnvironment([(name: String, value: ValueExpression)], body: Block)
        case pointOfNoReturn(ValueExpression)
        case say(ValueExpression)
        case fail(ValueExpression)
        case doneWhen(ValueExpression)
        case give(ValueExpression)
    }

    public var ordinal: Int?
    public var kind: Kind
    public var span: Span

    public init(ordinal: Int?, kind: Kind, span: Span) {
        self.ordinal = ordinal
        self.kind = kind
        self.span = span
    }
}

public struct Binding: Sendable {
    public var name: String
    public var target: Variable.Reference
    public var type: ValueType
    public var value: ValueExpression

    public init(name: String, target: Variable.Reference, type: ValueType, value: ValueExpression) {
        self.name = name
        self.target = target
        self.type = type
        self.value = value
    }
}

/// `let t = edit yaml $text { ... }`
public struct Edit: Sendable {
    public struct Change: Sendable {
        public var verb: EditChangeSyntax.Verb
        public var path: [Variable.Access]
        public var value: ValueExpression?
        /// The path as written, for messages.
        public var source: String

        public init(verb: EditChangeSyntax.Verb, path: [Variable.Access], value: ValueExpression?, source: String) {
            self.verb = verb
            self.path = path
            self.value = value
            self.source = source
        }
    }

    public var name: String
    public var target: Variable.Reference
    public var subject: ValueExpression
    public var changes: [Change]

    public init(name: String, target: Variable.Reference, subject: ValueExpression, changes: [Change]) {
        self.name = name
        self.target = target
        self.subject = subject
        self.changes = changes
    }
}

/// A phase or a step.
public struct Outline: Sendable {
    public var title: ValueExpression
    public var body: Block

    public init(title: ValueExpression, body: Block) {
        self.title = title
        self.body = body
    }
}

public struct Choice: Sendable {
    public struct Branch: Sendable {
        public var condition: ValueExpression
        public var body: Block

        public init(condition: ValueExpression, body: Block) {
            self.condition = condition
            self.body = body
        }
    }

    public var branches: [Branch]
    public var alternative: Block?

    public init(branches: [Branch], alternative: Block?) {
        self.branches = branches
        self.alternative = alternative
    }
}

public struct Loop: Sendable {
    public var name: String
    public var slot: Int
    public var list: ValueExpression
    public var isTogether: Bool
    /// After `at most`.
    public var limit: ValueExpression?
    /// After `stopping after`; one when absent.
    public var tolerance: ValueExpression?
    public var body: Block

    public init(
        name: String, slot: Int, list: ValueExpression, isTogether: Bool, limit: ValueExpression?,
        tolerance: ValueExpression?, body: Block
    ) {
        self.name = name
        self.slot = slot
        self.list = list
        self.isTogether = isTogether
        self.limit = limit
        self.tolerance = tolerance
        self.body = body
    }
}

public struct Await: Sendable {
    /// The default deadline of a wait.
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

public struct Ask: Sendable {
    public var name: String
    public var target: Variable.Reference
    public var type: ValueType
    public var defaultValue: ValueExpression?
    public var text: ValueExpression

    public init(
        name: String, target: Variable.Reference, type: ValueType, defaultValue: ValueExpression?,
        text: ValueExpression
    ) {
        self.name = name
        self.target = target
        self.type = type
        self.defaultValue = defaultValue
        self.text = text
    }
}

/// The place where the commands of a block run.
public enum Place: Sendable {
    case host(ValueExpression, user: ValueExpression?)
    case target(Call)
    case local
}
