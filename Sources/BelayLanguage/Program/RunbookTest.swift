public import BelaySource
public import BelaySyntax

/// A test of a runbook or of phrases, or what several tests begin with: its lines, in order.
public struct RunbookTest: Sendable {
    public var title: String
    public var items: [TestItem]
    public var frame: FrameLayout
    /// Of its head.
    public var span: Span

    public init(title: String, items: [TestItem], frame: FrameLayout, span: Span) {
        self.title = title
        self.items = items
        self.frame = frame
        self.span = span
    }
}

/// A line of a test, resolved.
public indirect enum TestItem: Sendable {
    case stub(Stub)
    case place(StubPlace, [TestItem])
    /// The lines of `Program.givens` with this index come here.
    case given(Int)
    case file(path: ValueExpression, content: ValueExpression)
    case answer(ValueExpression, question: ValueExpression)
    /// The runbook, with values for its parameters.
    case run([(parameter: Parameter, value: ValueExpression)], Span)
    /// The same, planned and not run.
    case plan([(parameter: Parameter, value: ValueExpression)], Span)
    /// All that was done and can be undone.
    case undo(Span)
    case claim(Claim)
    case statement(Block)
}

/// Where commands are stubbed.
public enum StubPlace: Sendable {
    case place(Place)
    /// What a target adds, as it is shown.
    case prefix(ValueExpression)
    /// What they are fed.
    case input(ValueExpression)
}

/// A command that does not run: what it answers instead.
public struct Stub: Sendable {
    public var command: Command
    public var replies: [Reply]
    /// Any text, in a stub and in what must have run.
    public static let wildcard: Character = "…"

    public init(command: Command, replies: [Reply]) {
        self.command = command
        self.replies = replies
    }

    public struct Reply: Sendable {
        public enum Ending: Sendable {
            case status(ValueExpression)
            case hangs
            case losesAnswer
            case unreachable
        }

        /// The next time, rather than from the beginning on.
        public var isNext: Bool
        /// The command after which it counts.
        public var after: Command?
        /// Only where that ran on the machine of this one.
        public var isAfterHere: Bool
        public var says: ValueExpression?
        public var warns: ValueExpression?
        public var takes: ValueExpression?
        public var ending: Ending?
        /// How often, before the next one.
        public var times: ValueExpression?

        public init(
            isNext: Bool, after: Command?, isAfterHere: Bool, says: ValueExpression?, warns: ValueExpression?,
            takes: ValueExpression?,
            ending: Ending?, times: ValueExpression?
        ) {
            self.times = times
            self.isNext = isNext
            self.after = after
            self.isAfterHere = isAfterHere
            self.says = says
            self.warns = warns
            self.takes = takes
            self.ending = ending
        }
    }
}

/// What must be true of what has run.
public struct Claim: Sendable {
    public enum Kind: Sendable {
        case isDone
        case isHandled
        case fails(ValueExpression?)
        case runs([TestItem])
        case neverRuns([TestItem])
        case changes([TestItem])
        case runsNothing
        case told(ClaimSyntax.ToldKind, ValueExpression)
        case readsAs(ValueExpression)

        /// It says how the run has ended.
        public var isOfEnd: Bool {
            switch self {
            case .isDone, .isHandled, .fails: true
            case .runs, .neverRuns, .changes, .runsNothing, .told, .readsAs: false
            }
        }
    }

    public var kind: Kind
    public var span: Span

    public init(kind: Kind, span: Span) {
        self.kind = kind
        self.span = span
    }
}
