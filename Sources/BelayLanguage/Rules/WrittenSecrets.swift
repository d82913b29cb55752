public import BelaySource

extension Program {
    /// Where a secret is written out: every word or text that is the value of a secret, in whatever file, but for the defaults
    /// of parameters.
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

/// A walk that knows what every value is wanted as.
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
        let holes = signature.items.compactMap { if case .hole(let hole) = $0 { hole } else { nil } }
        for (hole, value) in zip(holes, call.arguments) { add(value, as: hole.type) }
        for (slot, value) in call.options { add(value, as: signature.options.first { $0.slot == slot }?.type) }
    }

    mutating func add(_ value: ValueExpression?, as wanted: ValueType? = nil) {
        guard let value else { return }
        let type = wanted ?? value.type
        switch value.kind {
        case .constant(.text):
            if type == .secret { spans.append(value.span) }
        case .text(let pieces):
            if type == .secret, pieces.contains(where: \.isWritten) { return spans.append(value.span) }
            for part in value.parts { add(part) }
        case .list(let items):
            let element: ValueType? = if case .list(let element) = type { element } else { nil }
            for item in items { add(item, as: element) }
        case .conditional(let condition, let consequence, let alternative):
            add(condition)
            add(consequence, as: type)
            add(alternative, as: type)
        case .holds(let call), .gives(let call): add(call)
        case .constant, .variable, .record, .status, .output, .not, .infix, .count, .replacing:
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
