import BelaySource
import BelaySyntax

/// `$name` with its fields and indexes.
extension Checker {
    mutating func variable(
        _ syntax: VariableSyntax,
        orReport unknown: (NameSyntax, [String]) -> Diagnostic = { .unknownName($0, known: $1) }
    ) -> ValueExpression? {
        let name = NameSyntax(text: syntax.name.text, span: syntax.nameSpan)
        guard let use = use(name, orReport: unknown) else {
            for accessor in syntax.accessors { _ = access(accessor, of: .any) }
            return nil
        }
        if let bound = use.span { noted?.note(.name(bound), at: syntax.name.span) }
        var type = use.type
        var accesses: [Variable.Access] = []
        for (index, accessor) in syntax.accessors.enumerated() {
            if index == 0, let fields = use.fields {
                guard let field = knownField(accessor, of: syntax.name, fields) else { return nil }
                accesses.append(.field(field.name))
                type = field.type
                continue
            }
            guard let step = access(accessor, of: type) else { return nil }
            accesses.append(step.access)
            type = step.type
        }
        return ValueExpression(
            .variable(Variable(name: name.text, reference: use.reference, accesses: accesses)), type: type,
            span: syntax.span)
    }

    private mutating func knownField(
        _ accessor: AccessorSyntax, of name: NameSyntax, _ fields: [(name: String, type: ValueType)]
    ) -> (name: String, type: ValueType)? {
        let written: String? =
            switch accessor.kind {
            case .field(let name): name
            case .key(.text(let text)): text.literal
            case .index, .key, .selection: nil
            }
        if let written, let field = fields.first(where: { $0.name == written }) { return field }
        if let written, frame.owner == .state, ClientField(rawValue: written) != nil {
            report(.unknownClientField(written, at: accessor.span, of: name.text))
        } else {
            report(.unknownField(written ?? "", at: accessor.span, of: "`$\(name.text)`", known: fields.map(\.name)))
        }
        return nil
    }

    private static let hostFields = ["address", "user"]

    /// One step inside a value of a type.
    mutating func access(
        _ accessor: AccessorSyntax, of type: ValueType
    ) -> (access: Variable.Access, type: ValueType)? {
        switch accessor.kind {
        case .field(let name):
            guard let reached = fieldType(name, of: type, at: accessor.span) else { return nil }
            return (.field(name), reached)
        case .index(let index):
            guard let element = elementType(of: type, at: accessor.span) else { return nil }
            return (.index(index), element)
        case .key(.text(let text)) where text.literal != nil:
            guard let name = text.literal, let reached = fieldType(name, of: type, at: accessor.span) else {
                return nil
            }
            return (.field(name), reached)
        case .key(let syntax):
            guard let key = openElement(syntax) else { return nil }
            let reached =
                key.type == .number ? elementType(of: type, at: accessor.span) : keyedType(of: type, at: accessor.span)
            guard let reached else { return nil }
            return (.key(key), reached)
        case .selection(let field, let syntax):
            let value = openElement(syntax)
            guard let element = elementType(of: type, at: accessor.span), let value else { return nil }
            guard element == .record || element == .any else {
                report(.noFields(of: element, at: accessor.span))
                return nil
            }
            return (.selection(field: field.text, value: value), element)
        }
    }

    /// An index that chooses a part of a value, so it cannot be a secret.
    private mutating func openElement(_ syntax: ElementSyntax) -> ValueExpression? {
        guard let value = element(syntax, expecting: nil) else { return nil }
        guard value.type.isSecret else { return value }
        report(.secretInTheOpen(value, "a choice of elements"))
        return nil
    }

    private mutating func fieldType(_ name: String, of type: ValueType, at span: Span) -> ValueType? {
        switch type {
        case .record, .any: return .any
        case .host:
            if Self.hostFields.contains(name) { return .text }
            report(.unknownField(name, at: span, of: "a host", known: Self.hostFields))
            return nil
        case .list(let element):
            return fieldType(name, of: element, at: span).map { .list($0) }
        case .text, .number, .flag, .duration, .time, .path, .secret, .choice:
            report(.noFields(of: type, at: span))
            return nil
        }
    }

    private mutating func elementType(of type: ValueType, at span: Span) -> ValueType? {
        switch type {
        case .list(let element): return element
        case .any: return .any
        case .text, .number, .flag, .duration, .time, .path, .host, .secret, .record, .choice:
            report(.noElements(of: type, at: span))
            return nil
        }
    }

    private mutating func keyedType(of type: ValueType, at span: Span) -> ValueType? {
        switch type {
        case .record, .any, .list: return .any
        case .text, .number, .flag, .duration, .time, .path, .host, .secret, .choice:
            report(.noFields(of: type, at: span))
            return nil
        }
    }
}

extension VariableSyntax {
    /// The name with its sign, without its fields and indexes.
    fileprivate var nameSpan: Span { Span(file: span.file, start: span.start, end: max(name.span.end, span.start + 1)) }
}
