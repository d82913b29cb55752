import BelaySource
import BelaySyntax

/// Whether a value may stand where a type is wanted.
extension Checker {
    mutating func fit(_ value: ValueExpression?, to wanted: ExpectedType?) -> ValueExpression? {
        guard let value, let wanted else { return value }
        if value.type.isSecret, !wanted.type.isSecret {
            report(.secretInTheOpen(at: value.span, "a \(wanted.type.name)"))
            return nil
        }
        if wanted.type.accepts(value.type) { return value }
        report(.wrongType(value.type, at: value.span, wanted: wanted.type, because: reason(wanted)))
        return nil
    }

    /// Where the wanted type comes from, for a report.
    func reason(_ wanted: ExpectedType) -> Diagnostic.Place? {
        switch wanted.source {
        case .place: return nil
        case .hole(let definition, let name):
            let header = definitions[definition.rawValue]
            for item in header.syntax.signature.items {
                switch item {
                case .word: continue
                case .hole(let hole, let type), .option(let hole, let type, _):
                    guard hole.text == name else { continue }
                    let span = hole.span.joined(type.span)
                    return Diagnostic.Place(span: span, label: "`\(name)` of `\(header.signature.text)`")
                }
            }
            return nil
        }
    }
}
