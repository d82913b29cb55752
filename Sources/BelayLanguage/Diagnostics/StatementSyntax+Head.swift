import BelaySource
import BelaySyntax

extension StatementSyntax {
    /// The statement without its block, for messages: `on $node as root`.
    var headSpan: Span {
        guard let body, body.span.start > span.start else { return span }
        return Span(file: span.file, start: span.start, end: max(span.start + 1, body.span.start - 1))
    }
}
