import BelaySyntax

/// Whether one look tells of all that a block does.
extension Program {
    /// Whether the block has one effect at most, and not in a loop. Handlers are another story.
    public func hasSoleEffect(_ block: Block) -> Bool { effectCount(in: block) <= 1 }

    /// Two stands for many.
    private func effectCount(in block: Block) -> Int {
        var count = 0
        for statement in block.statements {
            var isRepeated = false
            switch statement.kind {
            case .onFailure, .always: continue
            case .loop, .retry: isRepeated = true
            case .command, .call, .bind, .edit, .phase, .step, .choice, .await, .expect, .guarded, .confirm, .ask,
                .manual, .unwind, .recover, .place, .via, .within, .withInput, .withEnvironment, .pointOfNoReturn,
                .say, .fail, .doneWhen, .give:
                break
            }
            switch statement.effect {
            case .command?: count += 1
            case .call(let call)?:
                if definitions[call.definition.rawValue].kind == .action { count += 1 }
            case nil: break
            }
            for inner in statement.blocks { count += effectCount(in: inner) * (isRepeated ? 2 : 1) }
        }
        return count
    }
}
