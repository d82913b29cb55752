import BelaySyntax

extension Program {
    /// Every name whose value is the output of a change: it may have to be given when a run is resumed.
    public var namesOfChanges: [String] {
        ([preamble, body] + definitions.flatMap { [$0.body] + [$0.undo].compactMap { $0 } }).flatMap(\.namesOfChanges)
    }
}

extension Block {
    fileprivate var namesOfChanges: [String] {
        statements.flatMap { statement in
            [statement.nameOfChange].compactMap { $0 } + statement.traits.blocks.flatMap(\.namesOfChanges)
        }
    }
}

extension Statement {
    fileprivate var nameOfChange: String? {
        guard case .bind(let binding) = kind, case .output(let command) = binding.value.kind, command.sign != .reads
        else { return nil }
        return binding.name
    }
}
