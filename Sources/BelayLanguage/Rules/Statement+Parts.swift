/// The parts of a statement, for code that walks a program without running it.
extension Statement {
    /// The expressions of the statement itself, in the order of the text; those of its blocks are theirs.
    public var expressions: [ValueExpression] {
        switch kind {
        case .command(let command), .via(let command): command.values
        case .call(let call): call.values
        case .bind(let binding): [binding.value]
        case .edit(let edit):
            [edit.subject] + edit.changes.flatMap { $0.path.compactMap(\.value) + [$0.value].compactMap { $0 } }
        case .phase(let outline), .step(let outline): [outline.title]
        case .choice(let choice): choice.branches.map(\.condition)
        case .loop(let loop): [loop.list] + [loop.limit, loop.tolerance].compactMap { $0 }
        case .await(let wait):
            [wait.condition] + [wait.within, wait.every, wait.stable, wait.failure].compactMap { $0 }
        case .expect(let condition, let message), .guarded(let condition, let message, _):
            [condition] + [message].compactMap { $0 }
        case .confirm(let value), .pointOfNoReturn(let value), .say(let value), .fail(let value), .doneWhen(let value),
            .give(let value), .withInput(let value, _), .within(let value, _):
            [value]
        case .ask(let ask): [ask.defaultValue, ask.text].compactMap { $0 }
        case .manual(let text, let condition): [text] + [condition].compactMap { $0 }
        case .place(let place, _): place.expressions
        case .retry(let count, let every, _): [count] + [every].compactMap { $0 }
        case .withEnvironment(let entries, _): entries.map(\.value)
        case .onFailure, .always, .unwind, .recover: []
        }
    }

    /// The blocks inside, in the order of the text.
    public var blocks: [Block] {
        switch kind {
        case .phase(let outline), .step(let outline): [outline.body]
        case .choice(let choice): choice.branches.map(\.body) + [choice.alternative].compactMap { $0 }
        case .loop(let loop): [loop.body]
        case .guarded(_, _, let body), .place(_, let body), .retry(_, _, let body), .within(_, let body),
            .withInput(_, let body), .withEnvironment(_, let body), .onFailure(let body), .always(let body):
            [body]
        case .command, .call, .bind, .edit, .await, .expect, .confirm, .ask, .manual, .unwind, .recover, .via,
            .pointOfNoReturn, .say, .fail, .doneWhen, .give:
            []
        }
    }

    /// The phrase that the statement itself calls: as a statement, or as the target of its block.
    var call: Call? {
        switch kind {
        case .call(let call), .place(.target(let call), _): call
        case .command, .bind, .edit, .phase, .step, .choice, .loop, .await, .expect, .guarded, .confirm, .ask, .manual,
            .onFailure, .always, .unwind, .recover, .place(.host, _), .place(.local, _), .via, .retry, .within,
            .withInput, .withEnvironment, .pointOfNoReturn, .say, .fail, .doneWhen, .give:
            nil
        }
    }
}

extension Place {
    var expressions: [ValueExpression] {
        switch self {
        case .host(let host, let user): [host] + [user].compactMap { $0 }
        case .target(let call): call.values
        case .local: []
        }
    }
}
