import BelayLanguage

extension Block {
    /// The numbers that its statements have in the block that is numbered, in order.
    var numbers: [Int] {
        statements.flatMap { statement in (statement.ordinal.map { [$0] } ?? []) + statement.kind.numbersWithin }
    }
}

extension Statement.Kind {
    /// Blocks that have no numbers of their own continue those around them.
    fileprivate var numbersWithin: [Int] {
        switch self {
        case .choice(let choice):
            choice.branches.flatMap(\.body.numbers) + (choice.alternative?.numbers ?? [])
        case .guarded(_, _, let body), .place(_, let body), .within(_, let body), .withInput(_, let body),
            .withEnvironment(_, let body):
            body.numbers
        case .command, .call, .bind, .edit, .phase, .step, .loop, .await, .expect, .confirm, .ask, .manual, .onFailure,
            .always, .unwind, .recover, .via, .retry, .pointOfNoReturn, .say, .fail, .doneWhen, .give:
            []
        }
    }
}
