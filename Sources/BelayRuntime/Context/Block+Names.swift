import BelayLanguage

extension Block {
    /// The names its statements bind for those after it, in order.
    var boundNames: [Variable.Reference] { statements.flatMap(\.kind.boundNames) }
}

extension Statement.Kind {
    /// Blocks that keep what they bind to themselves have none.
    var boundNames: [Variable.Reference] {
        switch self {
        case .bind(let binding): [binding.target]
        case .edit(let edit): [edit.target]
        case .ask(let ask): [ask.target]
        case .phase(let outline), .step(let outline): outline.body.boundNames
        case .guarded(_, _, let body), .place(_, let body), .within(_, let body), .withInput(_, let body),
            .withEnvironment(_, let body):
            body.boundNames
        case .command, .call, .choice, .loop, .await, .expect, .confirm, .manual, .onFailure, .always, .unwind,
            .recover, .via, .retry, .pointOfNoReturn, .say, .fail, .doneWhen, .give:
            []
        }
    }
}
