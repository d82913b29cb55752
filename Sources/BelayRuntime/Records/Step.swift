public import BelaySource

/// What a step is.
public enum StepKind: String, Hashable, Sendable {
    case phase
    case step
    case action
    case command
    case read
    case await
    case wait
    case expect
    case question
    case say
    case note
    case edit
    case loop
    case retry
    case `repeat`
    case together
    /// What is done between two batches of a loop.
    case between
    case handler
    case undo
    case fail
    case place
    /// One that failed before it was a step of another kind, such as a `let` or the list of a `for`.
    case statement
}

public struct StepStart: Hashable, Sendable {
    public var step: StepPath
    public var kind: StepKind
    /// The phase's title, the action in words with its values, a check as it is written.
    public var title: PlannedText
    /// Of a command.
    public var effect: CommandEffect?
    /// How long it takes, where that is known when it begins.
    public var lasting: Duration?
    /// Of an action what its definition says about it; empty where it says nothing.
    public var documentation: String
    public var span: Span

    public init(
        step: StepPath, kind: StepKind, title: PlannedText, effect: CommandEffect? = nil, lasting: Duration? = nil,
        documentation: String = "", span: Span
    ) {
        self.step = step
        self.kind = kind
        self.title = title
        self.effect = effect
        self.lasting = lasting
        self.documentation = documentation
        self.span = span
    }
}

public struct StepEnd: Hashable, Sendable {
    public enum Ending: Hashable, Sendable {
        case done
        /// `done when` held before.
        case alreadyDone
        case failed(Failure)
        /// By a person, with a reason.
        case skipped(String)
        case cancelled
    }

    public var step: StepPath
    public var kind: StepKind
    public var ending: Ending
    public var duration: Duration

    public init(step: StepPath, kind: StepKind, ending: Ending, duration: Duration) {
        self.step = step
        self.kind = kind
        self.ending = ending
        self.duration = duration
    }
}

extension StepKind {
    /// Phases and their like fail only because something in them did.
    public var canFailByItself: Bool {
        switch self {
        case .phase, .step, .loop, .retry, .together, .between, .handler, .undo, .place: false
        case .action, .command, .read, .await, .wait, .expect, .question, .say, .note, .edit, .fail, .repeat,
            .statement:
            true
        }
    }

    /// What its line begins with, before the title: a check is titled as it is written, without its keyword.
    public var word: String {
        switch self {
        case .expect: "expect "
        case .await: "await "
        case .wait: "wait "
        case .note: "note "
        case .fail: "fail: "
        case .undo: "undo "
        case .phase, .step, .action, .command, .read, .question, .say, .edit, .loop, .retry, .repeat, .together,
            .between, .handler, .place, .statement:
            ""
        }
    }
}
