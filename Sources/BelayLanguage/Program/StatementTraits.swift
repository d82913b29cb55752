/// What a statement is made of and does, for whoever walks a program without running it.
public final class StatementTraits: Sendable {
    /// The expressions of the statement itself, in the order of the text; those of its blocks are theirs.
    public let expressions: [ValueExpression]
    /// The blocks inside, in the order of the text.
    public let blocks: [Block]
    public let nesting: Nesting
    /// The phrase that the statement itself calls: as a statement, or as the target of its block.
    let call: Call?
    /// What the statement itself may change; its blocks are not looked into.
    let effect: SideEffect?
    /// The name that it binds for the statements after it.
    public let binds: BoundName?
    /// Whether an action's `done when` may still come after it, as far as it changes nothing.
    let prepares: Bool
    /// Whether what comes after it relies on it: nobody can leave it out and go past it.
    public let isEssential: Bool

    init(
        _ expressions: [ValueExpression?], _ blocks: [Block] = [], nesting: Nesting = .none, call: Call? = nil,
        effect: SideEffect? = nil, binds: BoundName? = nil, prepares: Bool = false, isEssential: Bool = false
    ) {
        self.expressions = expressions.compactMap(\.self)
        self.blocks = blocks
        self.nesting = nesting
        self.call = call
        self.effect = effect
        self.binds = binds
        self.prepares = prepares
        self.isEssential = isEssential
    }

    /// Whether it is run as a whole, or not at all.
    public var isLeaf: Bool {
        if case .none = nesting { true } else { false }
    }

    /// Whether its block is armed and runs only if something else has.
    public var isHandler: Bool {
        if case .handler = nesting { true } else { false }
    }

    /// What a statement holds, and how that hangs together with what is around it.
    public enum Nesting: Sendable {
        /// Nothing: it is run as a whole, or not at all.
        case none
        /// Steps that are written elsewhere: the body of an action, the undo of what was done.
        case elsewhere
        /// A block that only says a place, a limit or an input.
        case transparent
        case guarded
        /// One of several blocks, or none of them where there may be no other.
        case branches(isExhaustive: Bool)
        /// A phase or a step.
        case outline
        /// A block that is run for each element, of which there may be none.
        case loop
        /// A block that is run once, and again when it fails.
        case attempts
        /// A block that is run round by round, of which there may be none.
        case rounds
        /// A block whose statements run side by side.
        case sideBySide
        case handler

        /// Whether its blocks have no numbers of their own, and continue with those around them.
        public var continuesNumbers: Bool {
            switch self {
            case .transparent, .guarded, .branches: true
            case .none, .elsewhere, .outline, .loop, .attempts, .rounds, .sideBySide, .handler: false
            }
        }

        /// Whether what is bound in its blocks is seen after it.
        public var showsNames: Bool {
            switch self {
            case .transparent, .guarded, .outline, .sideBySide: true
            case .none, .elsewhere, .branches, .loop, .attempts, .rounds, .handler: false
            }
        }
    }
}
