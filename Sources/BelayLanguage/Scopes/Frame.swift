import BelaySource
import BelaySyntax

/// What is being checked: a definition, the runbook's own level, or its first `let`s.
struct Frame {
    enum Owner: Equatable {
        case runbook
        case preamble
        case action
        case probe
        case target
    }

    enum Handler {
        case onFailure
        case always
        case undo
    }

    var owner: Owner
    var file: FileNumber
    var gives: ValueType?
    var names = NameScope()
    /// Names about which something is reported already.
    var forgiven: Set<String> = []
    /// The last number given in the numbered block that is being walked.
    var ordinal = 0
    /// What is typed into a session: a `let` may stand anywhere, and be used later or never.
    var isSession = false
    /// `$failure` is there though this is no handler: a step holds.
    var seesFailure = false
    /// Whether an `on`, `in` or `locally` of this definition or phase stands around.
    var isPlaceSaid = false
    /// The handler that is being walked.
    var handler: Handler?
    /// A `recover` stands in the handler that is being walked.
    var hasRecovered = false
    /// Inside a `retry` of this definition or phase.
    var isRetried = false
    /// Inside a loop whose turns run side by side.
    var isTogether = false
    /// Blocks deep, where the frame's own block is 1.
    var depth = 0
    /// The first `done when` and the first `undo` block of an action.
    var doneWhen: Span?
    var undo: HandlerSyntax?
    /// Only `let`s and `expect`s have been seen: a `done when` may still come.
    var mayDoneWhen = true
    /// The `via` of a target.
    var via: Span?

    /// What is being checked when it may only read.
    var reader: Owner? {
        switch owner {
        case .probe, .target, .preamble: owner
        case .runbook, .action: nil
        }
    }

    init(owner: Owner, file: FileNumber) {
        self.owner = owner
        self.file = file
    }
}
