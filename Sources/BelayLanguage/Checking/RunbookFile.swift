public import BelaySource
public import BelaySyntax

/// A runbook or a library, read and parsed.
public struct RunbookFile: Sendable {
    public var source: SourceText
    public var syntax: FileSyntax
    /// Where each name after `use` leads. A name without a file is reported as an unknown library.
    public var libraries: [String: FileNumber]
    /// Whether the parser found nothing wrong. Where it did, a statement may be missing, and what may only be a
    /// consequence of that (a name or a phrase that it may have defined) is not reported.
    public var isWhole: Bool
    /// Whether a library that it uses was not found: what that would have defined is not missing, it is unknown.
    public var lacksLibrary = false
    /// Where the parser found something wrong.
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
