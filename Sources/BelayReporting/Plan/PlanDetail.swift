/// How much of a plan is shown. What it shows less of it counts.
public struct PlanDetail: Hashable, Sendable {
    /// The commands that a step asks for a value or a condition; a `?` that is a statement is always there.
    public var showsReads: Bool
    /// The steps of failure handlers; without them a handler is a line with what it would change.
    public var showsHandlers: Bool
    /// Elements of a loop whose lines are those of another element are named beneath it.
    public var folds: Bool
    /// Only what changes something, questions, and the steps around them.
    public var onlyChanges = false
    /// Only these phases, by number.
    public var phases: Set<Int>?
    /// Only steps with this many numbers, as `4.2` has two; questions are always there.
    public var depth: Int?

    public init(showsReads: Bool, showsHandlers: Bool, folds: Bool) {
        self.showsReads = showsReads
        self.showsHandlers = showsHandlers
        self.folds = folds
    }

    /// Every command of every handler and every element.
    public static let everything = PlanDetail(showsReads: true, showsHandlers: true, folds: false)
    /// What a reviewer reads first.
    public static let review = PlanDetail(showsReads: false, showsHandlers: false, folds: true)
}
