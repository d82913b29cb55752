public import BelaySource

/// A whole file as it was written.
public struct FileSyntax: Hashable, Sendable {
    public var statements: [StatementSyntax]
    public var span: Span

    public init(statements: [StatementSyntax], span: Span) {
        self.statements = statements
        self.span = span
    }
}

/// `{ statement ... }`; the span includes the braces.
public struct BlockSyntax: Hashable, Sendable {
    public var statements: [StatementSyntax]
    public var span: Span

    public init(statements: [StatementSyntax], span: Span) {
        self.statements = statements
        self.span = span
    }
}

/// A name where it is introduced: `x` in `let x = ...`.
public struct NameSyntax: Hashable, Sendable {
    public var text: String
    public var span: Span

    public init(text: String, span: Span) {
        self.text = text
        self.span = span
    }
}
