public import BelaySource

/// `on failure S`, `always S`, `undo { }`; a single statement is a block of one.
public struct HandlerSyntax: Hashable, Sendable {
    public var body: BlockSyntax
    public var span: Span

    public init(body: BlockSyntax, span: Span) {
        self.body = body
        self.span = span
    }
}

/// A word that is a whole statement: `undo`, `recover`.
public struct BareSyntax: Hashable, Sendable {
    public var span: Span

    public init(span: Span) {
        self.span = span
    }
}
