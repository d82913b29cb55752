import BelaySyntax

/// Blocks about which one check can tell everything.
extension Program {
    /// The block makes at most one change, and not in a loop. Handlers do not count.
    public func hasSoleEffect(_ block: Block) -> Bool { effectCount(in: block) <= 1 }

    /// Two means many.
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
