import BelaySource
import BelaySyntax

/// The part that is being checked: a definition, the top level of the runbook, or its top-level `let`s.
struct Frame {
    enum Owner: Equatable {
        case runbook
        case preamble
        case action
        case probe
        case target
        /// A block of a lab that may change something: `begin`, `meanwhile`, `fault`.
        case lab
        /// An `ends` of a lab.
        case state
        /// A `found` of a lab.
        case found
    }

    enum Handler {
        case onFailure
        case always
        case undo
    }

    var owner: Owner
    var file: FileNumber
    var gives: ValueType?
    /// Where the value of a `found` is kept, and its name.
    var found: (name: String, slot: Int)?
    var names = NameScope()
    /// Names about which something is reported already.
    var forgiven: Set<String> = []
    /// The last number given in the numbered block that is being walked.
    var ordinal = 0
    /// Input typed into a session: a `let` is allowed anywhere, and may be used later or never.
    var isSession = false
    /// A parameter is checked: nothing that has its value only in the run can be used.
    var isParameter = false
    /// `$failure` is available although this is not a handler: a step is held.
    var seesFailure = false
    /// An `on`, `in` or `locally` of this definition or phase is around.
    var isPlaceSaid = false
    /// The handler that is being walked.
    var handler: Handler?
    /// The handler that is being walked has a `recover`.
    var hasRecovered = false
    /// Inside a `retry` of this definition or phase.
    var isRetried = false
    /// Inside a loop whose iterations run side by side, or in a branch.
    var isTogether = false
    /// Blocks deep, where the frame's own block is 1.
    var depth = 0
    /// How many of these blocks only say a place, a limit or an input, with nothing else between them and the frame's own.
    var transparentDepth = 0
    /// The first `done when` and the first `undo` block of an action.
    var doneWhen: Span?
    var undo: HandlerSyntax?
    /// Only `let`s and `expect`s have been seen: a `done when` may still come.
    var mayDoneWhen = true
    /// The `via` of a target.
    var via: Span?

    /// The part that is being checked, if it may only read.
    var reader: Owner? {
        switch owner {
        case .probe, .target, .preamble, .state, .found: owner
        case .runbook, .action, .lab: nil
        }
    }

    /// What is walked belongs to the frame's own block, if within a place, a limit or an input.
    var isDirect: Bool { depth == 1 + transparentDepth }

    init(owner: Owner, file: FileNumber) {
        self.owner = owner
        self.file = file
    }
}

extension Frame.Owner {
    /// A block of a lab.
    var isOfLab: Bool {
        switch self {
        case .lab, .state, .found: true
        case .runbook, .preamble, .action, .probe, .target: false
        }
    }
}
