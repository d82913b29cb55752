import BelaySource
import BelaySyntax

/// Checking that a value fits the expected type.
extension Checker {
    mutating func fit(_ value: ValueExpression?, to expected: ExpectedType?) -> ValueExpression? {
        guard let value, let expected else { return value }
        if value.type.isSecret, !expected.type.isSecret {
            report(.secretInTheOpen(value, expected.type.described))
            return nil
        }
        if expected.type.accepts(value.type) { return value }
        report(.wrongType(value.type, at: value.span, expected: expected.type, because: reason(expected)))
        return nil
    }

    /// The place that the expected type comes from, for a report.
    func reason(_ expected: ExpectedType) -> Diagnostic.Place? {
        switch expected.source {
        case .place: return nil
        case .placeholder(let definition, let name):
            let header = definitions[definition.rawValue]
            for item in header.syntax.signature.items {
                switch item {
                case .word: continue
                case .placeholder(let placeholder, let type), .option(let placeholder, let type, _):
                    guard placeholder.text == name else { continue }
                    let span = placeholder.span.joined(type.span)
                    return Diagnostic.Place(span: span, label: "`\(name)` of `\(header.signature.text)`")
                }
            }
            return nil
        }
    }
}
