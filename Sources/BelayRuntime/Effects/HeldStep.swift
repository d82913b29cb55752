public import BelayLanguage

/// A step that has failed and holds: what a person may do about it.
public struct HeldStep: Hashable, Sendable {
    /// The way to continue without the step.
    public enum Passing: Hashable, Sendable {
        /// As if it had not been there.
        case skip
        /// Later steps may need its value, so a person gives that.
        case value(name: String, type: ValueType)
        /// It cannot: a question, a guard or a point of no return that has said no is not walked around.
        case refused
    }

    public var failure: Failure
    public var canWaitLonger: Bool
    public var passing: Passing
    /// The handlers that would run, innermost first, as they are written.
    public var handlers: [String]
    /// The actions that could be undone now, newest first, up to a point of no return.
    public var undoable: [String]

    public init(
        failure: Failure, canWaitLonger: Bool, passing: Passing, handlers: [String], undoable: [String] = []
    ) {
        self.failure = failure
        self.canWaitLonger = canWaitLonger
        self.passing = passing
        self.handlers = handlers
        self.undoable = undoable
    }
}
