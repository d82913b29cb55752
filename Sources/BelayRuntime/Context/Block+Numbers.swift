import BelayLanguage

extension Block {
    /// The numbers that its statements have in the block that is numbered, in order. Blocks that have no numbers of their
    /// own continue those around them.
    var numbers: [Int] {
        statements.flatMap { statement in
            let own = statement.ordinal.map { [$0] } ?? []
            let traits = statement.traits
            return traits.nesting.continuesNumbers ? own + traits.blocks.flatMap(\.numbers) : own
        }
    }
}
