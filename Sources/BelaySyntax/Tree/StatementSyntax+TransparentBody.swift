extension StatementSyntax {
    /// The block of a statement that says a place, a limit or an input, and hides no name.
    public var transparentBody: BlockSyntax? {
        switch self {
        case .on(let node): node.body
        case .in(let node): node.body
        case .locally(let node): node.body
        case .within(let node): node.body
        case .withInput(let node): node.body
        case .withEnvironment(let node): node.body
        case .command, .documentation, .row, .runbook, .needs, .use, .rehearse, .parameter, .type, .lock, .definition,
            .let, .phase, .step, .if, .for, .await, .expect, .guard, .confirm, .ask, .manual, .onFailure, .always,
            .undoBlock, .undo, .recover, .via, .retry, .pointOfNoReturn, .say, .fail, .doneWhen, .give:
            nil
        }
    }

    /// Whether this is a `let`, or a block of nothing but `let`s that hides none of them.
    public var isOnlyLets: Bool {
        if case .let = self { return true }
        guard let body = transparentBody, !body.statements.isEmpty else { return false }
        return body.statements.allSatisfy(\.isOnlyLets)
    }
}
