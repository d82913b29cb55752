import BelaySource

/// The failures that a handler recovers from, as far as the text shows them.
extension Statement {
    /// The statement and everything in it whose failures reach the handlers around it: a failure in a handler is not
    /// recovered from.
    func forEachRefusal(_ body: (Statement) -> Void) {
        if traits.isHandler { return }
        body(self)
        for block in traits.blocks { block.statements.forEach { $0.forEachRefusal(body) } }
    }
}

extension Block {
    /// The first `recover` of a handler; those of handlers inside are theirs.
    var recover: Span? {
        for statement in statements where !statement.traits.isHandler {
            if case .recover = statement.kind { return statement.span }
            for block in statement.traits.blocks {
                if let span = block.recover { return span }
            }
        }
        return nil
    }
}
