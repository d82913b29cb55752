public import BelaySource
public import BelaySyntax

/// One command that touches the world, as data: what a plan prints is the very value that a run performs.
public struct CommandEffect: Hashable, Sendable {
    public struct Variable: Hashable, Sendable {
        public var name: String
        public var value: GivenText

        public var isSecret: Bool { value.isSecret }

        public init(name: String, value: GivenText) {
            self.name = name
            self.value = value
        }

        public init(name: String, value: PlannedText, isSecret: Bool) {
            self.init(name: name, value: GivenText(value, isSecret: isSecret))
        }
    }

    /// Fed to standard input.
    public enum Input: Hashable, Sendable {
        case given(GivenText)
        case file(InputFile)

        public init(_ text: GivenText) { self = .given(text) }

        public init(text: PlannedText, isSecret: Bool) { self.init(GivenText(text, isSecret: isSecret)) }

        /// What is said of it: the text, or the path of the file.
        public var text: GivenText {
            switch self {
            case .given(let text): text
            case .file(let file): .text(file.path)
            }
        }

        public var isSecret: Bool { text.isSecret }
    }

    public var step: StepPath
    public var sign: CommandSign
    public var location: Location
    /// Shell text with every value in its place, quoted.
    public var script: PlannedText
    /// Refused where the shell has no `pipefail`.
    public var isPipeline: Bool
    public var environment: [Variable]
    /// Without one, standard input is empty.
    public var input: Input?
    /// Gets standard output, which is shown nowhere then.
    public var output: OutputFile?
    /// After this the whole process group is ended.
    public var limit: Duration
    /// The limit that was written, of which `limit` is what is left.
    public var allowed: Duration
    /// Nothing in the runbook says how long it may take.
    public var hasUsualLimit = true
    /// The output is needed as a value: all of it is kept, up to `CommandOutcome.capturedLimit`.
    public var isCaptured: Bool
    /// The output is needed as a secret.
    public var givesSecret: Bool
    /// The name that the output of a change is bound to: a person may know the value when it is lost.
    public var boundName: String?
    /// Nil for reads and in a plan.
    public var change: ChangeIdentity?
    /// The step whose undo this effect belongs to.
    public var undoing: StepPath?
    /// The command's place in the runbook.
    public var span: Span

    /// It is a `!`.
    public var destroys: Bool { sign == .destroys }

    public init(
        step: StepPath, sign: CommandSign, location: Location, script: PlannedText, isPipeline: Bool,
        environment: [Variable], input: Input?, limit: Duration, allowed: Duration? = nil, isCaptured: Bool,
        givesSecret: Bool = false, undoing: StepPath? = nil, span: Span = Span(file: FileNumber(0), start: 0, end: 0)
    ) {
        self.step = step
        self.sign = sign
        self.location = location
        self.script = script
        self.isPipeline = isPipeline
        self.environment = environment
        self.input = input
        self.limit = limit
        self.allowed = allowed ?? limit
        self.isCaptured = isCaptured
        self.givesSecret = givesSecret
        self.undoing = undoing
        self.span = span
    }
}

extension CommandEffect {
    /// Whether every part is known, so that it could be performed.
    public var isKnown: Bool {
        script.known != nil && location.isKnown && environment.allSatisfy(\.value.isKnown)
            && (input?.text.isKnown ?? true) && (output.map { $0.path.known != nil } ?? true)
    }
}
