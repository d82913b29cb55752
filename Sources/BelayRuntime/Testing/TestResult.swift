public import BelayLanguage
public import BelaySource

/// What a test has found.
public struct TestResult: Sendable {
    public var test: RunbookTest
    /// Why it failed; none where it did not.
    public var failures: [Diagnostic]
    /// The plans that are to be as they were.
    public var plans: [PlannedSnapshot]

    public var hasPassed: Bool { failures.isEmpty }
}

/// `it plans "FILE"`: what the file is to hold.
public struct PlannedSnapshot: Sendable {
    public var file: String
    public var plan: Plan
    public var title: String
    /// Of the claim.
    public var span: Span
}
