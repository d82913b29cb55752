import BelaySyntax

/// Blocks about which one check can tell everything.
extension Program {
    /// The block makes at most one change, and not in a loop. Handlers do not count.
    public func hasSoleEffect(_ block: Block) -> Bool { effectCount(in: block) <= 1 }

    /// Two means many.
    private func effectCount(in block: Block) -> Int {
        var count = 0
        for statement in block.statements {
            let isRepeated: Bool
            switch statement.traits.nesting {
            case .handler: continue
            case .loop, .attempts, .rounds: isRepeated = true
            case .none, .elsewhere, .transparent, .guarded, .branches, .outline, .sideBySide: isRepeated = false
            }
            switch statement.traits.effect {
            case .command?: count += 1
            case .call(let call)?:
                if definitions[call.definition.rawValue].kind == .action { count += 1 }
            case nil: break
            }
            for inner in statement.traits.blocks { count += effectCount(in: inner) * (isRepeated ? 2 : 1) }
        }
        return count
    }
}
