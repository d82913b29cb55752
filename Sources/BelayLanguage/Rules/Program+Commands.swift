extension Program {
    /// Every command that the runbook and its libraries may run, with those of defaults and of tests.
    var commands: [Command] {
        var found: [Command] = []
        for parameter in allParameters {
            parameter.defaultValue?.collect(&found)
            parameter.check?.condition.collect(&found)
        }
        for block in blocks + tests.flatMap(\.items).compactMap(\.block) { block.collect(&found) }
        for option in definitions.flatMap(\.signature.options) { option.defaultValue?.collect(&found) }
        return found
    }

    /// Every block of statements that is in no other: those of the runbook, and of each definition.
    public var blocks: [Block] { [preamble, body] + definitions.flatMap { [$0.body, $0.undo].compactMap(\.self) } }
}

extension TestItem {
    /// A statement of the test's own.
    fileprivate var block: Block? { if case .statement(let block) = self { block } else { nil } }
}

extension Block {
    fileprivate func collect(_ found: inout [Command]) {
        for statement in statements {
            if case .command(let command) = statement.kind { found.append(command) }
            for expression in statement.traits.expressions { expression.collect(&found) }
            for block in statement.traits.blocks { block.collect(&found) }
        }
    }
}

extension ValueExpression {
    fileprivate func collect(_ found: inout [Command]) {
        switch kind {
        case .status(let command), .output(let command): found.append(command)
        default: break
        }
        for part in parts { part.collect(&found) }
    }
}
