/// The questions of a runbook.
extension Program {
    /// The names of all its `ask`s, whether or not they are reached.
    public var askNames: [String] {
        let blocks = [preamble, body] + definitions.flatMap { [$0.body] + [$0.undo].compactMap { $0 } }
        return blocks.flatMap(\.askNames)
    }
}

extension Block {
    fileprivate var askNames: [String] {
        statements.flatMap { statement in
            if case .ask(let ask) = statement.kind { return [ask.name] }
            return statement.traits.blocks.flatMap(\.askNames)
        }
    }
}
