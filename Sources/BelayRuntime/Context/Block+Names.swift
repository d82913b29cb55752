import BelayLanguage

extension Block {
    /// What its statements bind for those after it, in order.
    var boundNames: [Variable.Reference] { statements.flatMap(\.boundNames) }
}

extension Statement {
    /// Blocks that keep what they bind to themselves have none.
    var boundNames: [Variable.Reference] {
        let own = traits.binds.map { [$0.target] } ?? []
        return traits.nesting.showsNames ? own + traits.blocks.flatMap(\.boundNames) : own
    }
}
