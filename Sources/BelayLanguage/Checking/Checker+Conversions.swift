import BelaySource
import BelaySyntax

/// `T read as yaml`, `V written as json`: what is read has the type that its place wants, and is looked at when it is there.
extension Checker {
    mutating func conversion(_ syntax: ConversionSyntax) -> ValueExpression? {
        let conversion = syntax.conversion
        let subject: ValueExpression? =
            conversion.reads ? value(syntax.subject, expecting: ExpectedType(type: .text)) : written(syntax.subject)
        guard let subject else { return nil }
        let type: ValueType =
            switch conversion {
            case .readAsJSON, .readAsYAML: .any
            case .readAsDocuments: .list(.any)
            case .writtenAsJSON, .writtenAsYAML: subject.holdsSecret ? .secret : .text
            }
        return ValueExpression(.converted(subject, conversion), type: type, span: syntax.span)
    }

    /// A value that becomes a text at once. A record that is written here may have secrets, since the text is one then.
    mutating func written(_ syntax: ExpressionSyntax) -> ValueExpression? {
        switch syntax {
        case .element(.parenthesized(let node)) where node.accessors.isEmpty: return written(node.content)
        case .element(let node): return writtenElement(node)
        case .conditional, .infix, .not, .unary, .part, .sorted, .replacing, .converted, .taking, .row,
            .command:
            return value(syntax, expecting: nil)
        }
    }

    mutating func writtenElement(_ syntax: ElementSyntax) -> ValueExpression? {
        guard case .list(let list) = syntax else { return element(syntax, expecting: nil) }
        if list.items.contains(where: { $0.name != nil }) {
            let isMixed = list.items.contains { $0.name == nil }  // reported by the parser
            return isMixed ? nil : record(list, isWritten: true)
        }
        let items = list.items.map { writtenElement($0.value) }
        let known = items.compactMap { $0 }
        guard known.count == items.count else { return nil }
        let type = known.dropFirst().reduce(known.first?.type ?? .any) { $0.joined(with: $1.type) }
        return ValueExpression(.list(known), type: .list(type), span: list.span)
    }
}

extension ValueExpression {
    /// It is a secret, or a list or a record that is written with one.
    var holdsSecret: Bool {
        if type.isSecret { return true }
        return switch kind {
        case .list(let items): items.contains(where: \.holdsSecret)
        case .record(let fields): fields.contains(where: \.value.holdsSecret)
        case .conditional(_, let consequence, let alternative): consequence.holdsSecret || alternative.holdsSecret
        case .constant, .variable, .text, .status, .output, .holds, .gives, .not, .infix, .unary, .part, .sorted,
            .comprehension, .reached, .replacing, .converted:
            false
        }
    }
}
