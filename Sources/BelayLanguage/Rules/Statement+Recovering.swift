import BelaySource

/// The failures that a handler recovers from, as far as the text shows them.
extension Statement {
    /// The statement and everything in it whose failures reach the handlers around it: a failure in a handler is not
    /// recovered from.
    func forEachRefusal(_ body: (Statement) -> Void) {
        switch kind {
        case .onFailure, .always: return
        case .command, .call, .bind, .edit, .phase, .step, .choice, .loop, .await, .expect, .guarded, .confirm, .ask,
            .manual, .unwind, .recover, .place, .via, .retry, .within, .withInput, .withEnvironment, .pointOfNoReturn,
            .say, .fail, .doneWhen, .give:
            body(self)
            for block in blocks { block.statements.forEach { $0.forEachRefusal(body) } }
        }
    }
}

extension Block {
    /// The first `recover` of a handler; those of handlers inside are theirs.
    var recover: Span? {
        for statement in statements {
            switch statement.kind {
            case .recover: return statement.span
            case .onFailure, .always: continue
            case .command, .call, .bind, .edit, .phase, .step, .choice, .loop, .await, .expect, .guarded, .confirm,
                .ask, .manual, .unwind, .place, .via, .retry, .within, .withInput, .withEnvironment, .pointOfNoReturn,
                .say, .fail, .doneWhen, .give:
                for block in statement.blocks {
                    if let span = block.recover { return span }
                }
            }
        }
        return nil
    }
}
