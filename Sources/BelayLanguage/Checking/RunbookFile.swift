public import BelaySource
public import BelaySyntax

/// A runbook or a library, read and parsed.
public struct RunbookFile: Sendable {
    public var source: SourceText
    public var syntax: FileSyntax
    /// The file of each name after `use`. A name without a file is reported as an unknown library.
    public var libraries: [String: FileNumber]
    /// The parser found no errors. If it did, a statement may be missing, and anything that may only be a consequence
    /// of that (a name or a phrase that it may have defined) is not reported.
    public var isWhole: Bool
    /// A library that it uses was not found: the definitions in it are not missing, they are unknown.
    public var lacksLibrary = false
    /// The places where the parser found errors.
    public var mistakes: [Span] = []

    public init(
        source: SourceText, syntax: FileSyntax, libraries: [String: FileNumber] = [:], isWhole: Bool = true
    ) {
        self.source = source
        self.syntax = syntax
        self.libraries = libraries
        self.isWhole = isWhole
    }
}
