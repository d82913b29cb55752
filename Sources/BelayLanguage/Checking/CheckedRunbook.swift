public import BelaySource

/// The result of checking a runbook.
public struct CheckedRunbook: Sendable {
    /// There when no diagnostic is an error, and no file has errors of its syntax.
    public var program: Program?
    /// In the order of files and places.
    public var diagnostics: [Diagnostic]
    /// Everything that may be called in the runbook, targets too: its own phrases, then those of each library that it
    /// uses.
    public var phrases: [Phrase]
    /// There when it was asked for.
    public var index: ProgramIndex?
    /// The same; for the next check of the program, when some of it has changed.
    public var kept: KeptDefinitions?
}
