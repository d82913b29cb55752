import BelayData
import BelaySource
import BelaySyntax

/// Patterns, which are checked here unless they contain something that only the run knows.
extension Checker {
    /// The pattern after `matches`, `matching` and `replacing`.
    mutating func pattern(_ syntax: ExpressionSyntax) -> ValueExpression? {
        guard let value = value(syntax, expecting: ExpectedType(type: .text)) else { return nil }
        if case .constant(.text(let text)) = value.kind {
            do throws(PatternError) { _ = try Pattern(text) } catch {
                report(.badPattern(error, at: place(error, in: text, value.span)))
            }
        }
        return value
    }

    /// The replacement after `with`: it may refer to groups of the pattern.
    mutating func replacement(_ syntax: ExpressionSyntax, for pattern: ValueExpression?) -> ValueExpression? {
        guard let value = textOrSecret(syntax) else { return nil }
        if case .constant(.text(let text)) = value.kind, let pattern, case .constant(.text(let source)) = pattern.kind,
            let read = try? Pattern(source)
        {
            do throws(PatternError) { _ = try PatternReplacement(text, for: read) } catch {
                report(.badPattern(error, at: place(error, in: text, value.span)))
            }
        }
        return value
    }

    /// The place of the error in the file if the pattern is written without escapes; otherwise the whole pattern.
    private func place(_ error: PatternError, in text: String, _ span: Span) -> Span {
        let quoteLength = (span.end - span.start - text.utf8.count) / 2
        guard quoteLength > 0, source(of: span).dropFirst(quoteLength).hasPrefix(text) else { return span }
        let start = span.start + quoteLength + min(error.offset, text.utf8.count)
        return Span(file: span.file, start: start, end: start + 1)
    }
}
