public import BelayLanguage

/// A program with what it is run on: the same for a plan and for a run.
public struct RunRequest: Sendable {
    public var program: Program
    /// Values for parameters by their global slot. A parameter that is not here takes its default.
    public var parameters: [Int: Value]
    /// Nil in a plan that belongs to no run: `$run` is not known in it.
    public var identity: RunIdentity?

    public init(program: Program, parameters: [Int: Value], identity: RunIdentity?) {
        self.program = program
        self.parameters = parameters
        self.identity = identity
    }
}

/// A run could not even begin: a top-level `let` or the lock failed before the first step.
public struct RunRefusal: Error, Sendable {
    public var failure: Redacted<Failure>
    /// What to give or write instead, one line each.
    public var help: [String] = []
}
