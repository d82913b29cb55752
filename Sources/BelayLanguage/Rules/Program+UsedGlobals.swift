import BelaySource

/// Where names are used.
extension Program {
    /// The slots of the parameters and top-level `let`s that something makes use of.
    public var usedGlobals: Set<Int> {
        var used: Set<Int> = []
        func note(_ variable: Variable, _: Span) {
            if case .global(let slot) = variable.reference { used.insert(slot) }
        }
        for block in [preamble] + ownBlocks { block.forEachVariable(note) }
        for definition in definitions {
            definition.body.forEachVariable(note)
            definition.undo?.forEachVariable(note)
            for option in definition.signature.options { option.defaultValue?.forEachVariable(note) }
        }
        for parameter in allParameters {
            parameter.defaultValue?.forEachVariable(note)
            parameter.check?.condition.forEachVariable(note)
            parameter.check?.message?.forEachVariable(note)
        }
        lock?.forEachVariable(note)
        return used
    }
}

extension Block {
    /// Every use of a name, with its place.
    func forEachVariable(_ body: (Variable, Span) -> Void) {
        for statement in statements {
            for expression in statement.traits.expressions { expression.forEachVariable(body) }
            for block in statement.traits.blocks { block.forEachVariable(body) }
        }
    }
}

extension ValueExpression {
    func forEachVariable(_ body: (Variable, Span) -> Void) {
        if case .variable(let variable) = kind { body(variable, span) }
        for part in parts { part.forEachVariable(body) }
    }
}
