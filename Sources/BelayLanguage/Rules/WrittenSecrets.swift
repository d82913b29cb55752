public import BelaySource

extension Program {
    /// Secrets written in the text: every word or string that is the value of a secret, in any file, except the
    /// defaults of parameters.
    public var writtenSecrets: [Span] {
        var found = WrittenSecrets(program: self)
        found.add(preamble)
        found.add(body)
        for definition in definitions {
            for option in definition.signature.options { found.add(option.defaultValue, as: option.type) }
            found.add(definition.body, gives: definition.signature.gives)
            if let undo = definition.undo { found.add(undo) }
        }
        return found.spans
    }
}

/// A walk that knows the expected type of every value.
private struct WrittenSecrets {
    let program: Program
    var spans: [Span] = []

    /// - Parameter type: what `give` gives there.
    mutating func add(_ block: Block, gives type: ValueType? = nil) {
        for statement in block.statements {
            add(statement, gives: type)
            for inner in statement.traits.blocks { add(inner, gives: type) }
        }
    }

    private mutating func add(_ statement: Statement, gives type: ValueType?) {
        switch statement.kind {
        case .bind(let binding): add(binding.value, as: binding.type)
        case .ask(let ask):
            add(ask.defaultValue, as: ask.type)
            add(ask.text)
        case .call(let call), .place(.target(let call), _): add(call)
        case .give(let value): add(value, as: type)
        default: for value in statement.traits.expressions { add(value) }
        }
    }

    private mutating func add(_ call: Call) {
        let signature = program.definitions[call.definition.rawValue].signature
        let placeholders = signature.items.compactMap {
            if case .placeholder(let placeholder) = $0 { placeholder } else { nil }
        }
        for (placeholder, value) in zip(placeholders, call.arguments) { add(value, as: placeholder.type) }
        for (slot, value) in call.options { add(value, as: signature.options.first { $0.slot == slot }?.type) }
    }

    mutating func add(_ value: ValueExpression?, as expected: ValueType? = nil) {
        guard let value else { return }
        let type = expected ?? value.type
        switch value.kind {
        case .constant(.text):
            if type == .secret { spans.append(value.span) }
        case .text(let pieces):
            if type == .secret, value.type != .secret, pieces.contains(where: \.isWritten) {
                return spans.append(value.span)
            }
            for part in value.parts { add(part) }
        case .list(let items):
            let element: ValueType? = if case .list(let element) = type { element } else { nil }
            for item in items { add(item, as: element) }
        case .conditional(let condition, let consequence, let alternative):
            add(condition)
            add(consequence, as: type)
            add(alternative, as: type)
        case .holds(let call), .gives(let call): add(call)
        case .constant, .variable, .record, .status, .output, .not, .infix, .unary, .part, .sorted,
            .comprehension, .reached, .replacing, .converted:
            for part in value.parts { add(part) }
        }
    }
}

extension TextPiece {
    fileprivate var isWritten: Bool {
        if case .literal(let text) = self { return !text.isEmpty }
        return false
    }
}
