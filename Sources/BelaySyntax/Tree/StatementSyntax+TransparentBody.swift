extension StatementSyntax {
    /// The block of a statement that sets a place, a limit or an input and does not limit names.
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

    /// This is a `let`, or a block of only `let`s that hides none of them.
    public var isOnlyLets: Bool {
        if case .let = self { return true }
        guard let body = transparentBody, !body.statements.isEmpty else { return false }
        return body.statements.allSatisfy(\.isOnlyLets)
    }
}
