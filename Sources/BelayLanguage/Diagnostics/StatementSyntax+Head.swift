import BelaySource
import BelaySyntax

extension StatementSyntax {
    /// The statement without its block, for messages: `on $node as root`.
    var headSpan: Span {
        guard let block = firstBlock, block.span.start > span.start else { return span }
        return Span(file: span.file, start: span.start, end: max(span.start + 1, block.span.start - 1))
    }

    private var firstBlock: BlockSyntax? {
        switch self {
        case .definition(let node): node.body
        case .phase(let node), .step(let node): node.body
        case .if(let node): node.branches.first?.body
        case .for(let node): node.body
        case .guard(let node): node.body
        case .onFailure(let node), .always(let node), .undoBlock(let node): node.body
        case .on(let node): node.body
        case .in(let node): node.body
        case .locally(let node): node.body
        case .retry(let node): node.body
        case .within(let node): node.body
        case .withInput(let node): node.body
        case .withEnvironment(let node): node.body
        case .command, .documentation, .row, .runbook, .needs, .use, .rehearse, .parameter, .type, .lock, .let, .await,
            .expect, .confirm, .ask, .manual, .undo, .recover, .via, .pointOfNoReturn, .say, .fail, .doneWhen, .give:
            nil
        }
    }

    /// The word or words that it begins with, as messages name it; nil for a command, a phrase or a string.
    var keyword: String? {
        switch self {
        case .command, .row, .documentation: nil
        case .runbook: "runbook"
        case .needs: "needs"
        case .use: "use"
        case .rehearse: "rehearse in"
        case .parameter: "param"
        case .type: "type"
        case .lock: "lock"
        case .definition(let node): node.kind.rawValue
        case .let: "let"
        case .phase: "phase"
        case .step: "step"
        case .if: "if"
        case .for: "for"
        case .await: "await"
        case .expect: "expect"
        case .guard: "guard"
        case .confirm: "confirm"
        case .ask: "ask"
        case .manual: "manual"
        case .onFailure: "on failure"
        case .always: "always"
        case .undoBlock, .undo: "undo"
        case .recover: "recover"
        case .on: "on"
        case .in: "in"
        case .locally: "locally"
        case .via: "via"
        case .retry: "retry"
        case .within: "within"
        case .withInput: "with input"
        case .withEnvironment: "with env"
        case .pointOfNoReturn: "point of no return"
        case .say: "say"
        case .fail: "fail"
        case .doneWhen: "done when"
        case .give: "give"
        }
    }
}
