public import BelaySource

/// `(? cmd) taking 3 as no`
public struct TakingSyntax: Hashable, Sendable {
    public var subject: ExpressionSyntax
    /// A number, or a list of numbers.
    public var statuses: ElementSyntax
    public var span: Span

    public init(subject: ExpressionSyntax, statuses: ElementSyntax, span: Span) {
        self.subject = subject
        self.statuses = statuses
        self.span = span
    }
}
