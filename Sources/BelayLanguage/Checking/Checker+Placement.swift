import BelaySource
import BelaySyntax

/// The places where each statement is allowed.
extension Checker {
    /// True if a statement is allowed here; reports it otherwise.
    mutating func mayStand(_ syntax: StatementSyntax) -> Bool {
        guard let diagnostic = placement(of: syntax) else { return true }
        report(diagnostic)
        return false
    }

    private func placement(of syntax: StatementSyntax) -> Diagnostic? {
        switch syntax {
        case .runbook, .needs, .use, .rehearse, .parameter, .type, .lock, .definition:
            return .misplaced(syntax, "belongs at the top level of the file, outside every block")
        case .documentation:
            return .misplacedString(at: syntax.span)
        case .phase where frame.owner != .runbook || frame.depth != 1:
            return .misplaced(syntax, "belongs at the top level of the runbook, not in a block")
        case .let where isLate(syntax):
            return .lateLet(at: syntax.headSpan)
        case .on where isLate(syntax), .in where isLate(syntax), .locally where isLate(syntax),
            .within where isLate(syntax), .withInput where isLate(syntax), .withEnvironment where isLate(syntax):
            return .lateLet(at: syntax.headSpan)
        case .via where frame.owner != .target:
            return .misplaced(syntax, "belongs in a target, where it says how commands are reached")
        case .give: return placementOfGive(syntax)
        case .doneWhen(let node): return placementOfDoneWhen(node)
        case .undoBlock(let node): return placementOfUndoBlock(node, syntax)
        case .undo, .recover: return frame.handler == .onFailure ? nil : .outsideHandler(syntax, in: frame.handler)
        case .command, .row, .let, .phase, .step, .if, .for, .await, .expect, .guard, .confirm, .ask, .manual,
            .onFailure, .always, .on, .in, .locally, .via, .retry, .within, .withInput, .withEnvironment,
            .pointOfNoReturn, .say, .fail:
            return placementInOwner(syntax)
        }
    }

    /// A `let` after the first phase, or a block of them.
    private func isLate(_ syntax: StatementSyntax) -> Bool {
        frame.owner == .runbook && frame.depth == 1 && !frame.isSession && syntax.isOnlyLets
    }

    private func placementInOwner(_ syntax: StatementSyntax) -> Diagnostic? {
        switch frame.owner {
        case .preamble: return nil
        case .probe:
            guard syntax.isForActions else { return nil }
            return .misplaced(syntax, "is not allowed in a probe, which only reads and may run many times")
        case .target:
            if syntax.isForTargets { break }
            return .misplaced(syntax, "is not allowed in a target, which has `let`s, `expect`s, places and one `via`")
        case .action, .runbook:
            guard frame.handler != nil, syntax.isForTheWayForward else { return nil }
            return .misplaced(syntax, "is not allowed in a handler, which only says how to go back")
        }
        if case .via = syntax, let first = frame.via { return .repeatedVia(at: syntax.span, first: first) }
        return nil
    }

    private func placementOfGive(_ syntax: StatementSyntax) -> Diagnostic? {
        if frame.handler != nil { return .misplacedGive(at: syntax.span, "a handler gives no value") }
        if frame.isTogether {
            return .misplacedGive(at: syntax.span, "iterations that run side by side cannot give the value")
        }
        if frame.gives != nil, frame.owner == .action || frame.owner == .probe { return nil }
        return .misplacedGive(at: syntax.span, nil)
    }

    private func placementOfDoneWhen(_ node: ConditionSyntax) -> Diagnostic? {
        if frame.owner != .action || frame.handler != nil || frame.depth != 1 {
            return .misplacedDoneWhen(at: node.span, "it belongs directly in an action, not in a block inside it")
        }
        if frame.gives != nil {
            return .misplacedDoneWhen(at: node.span, "an action that is skipped could not give its value")
        }
        if let first = frame.doneWhen { return .repeatedDoneWhen(at: node.span, first: first) }
        return frame.mayDoneWhen ? nil : .lateDoneWhen(at: node.span)
    }

    private func placementOfUndoBlock(_ node: HandlerSyntax, _ syntax: StatementSyntax) -> Diagnostic? {
        if frame.owner != .action || frame.depth != 1 || frame.handler != nil {
            return .misplaced(
                syntax, "with a block belongs directly in an action, where it says how to undo the action")
        }
        return frame.undo.map { .repeatedUndo(at: syntax.headSpan, first: $0.span) }
    }

    /// A misplaced statement may still set a name that others use.
    mutating func skip(_ syntax: StatementSyntax) {
        switch syntax {
        case .let(let node): _ = bind(node.name, type: node.type.map { type($0) } ?? .any)
        case .ask(let node): _ = bind(node.name, type: type(node.type))
        case .on, .in, .locally, .within, .withInput, .withEnvironment:
            for statement in syntax.transparentBody?.statements ?? [] { skip(statement) }
        case .command, .documentation, .row, .runbook, .needs, .use, .rehearse, .parameter, .type, .lock, .definition,
            .phase, .step, .if, .for, .await, .expect, .guard, .confirm, .manual, .onFailure, .always, .undoBlock,
            .undo, .recover, .via, .retry, .pointOfNoReturn, .say, .fail, .doneWhen, .give:
            break
        }
    }
}

extension StatementSyntax {
    /// It makes no sense where nothing is changed.
    fileprivate var isForActions: Bool {
        switch self {
        case .step, .guard, .confirm, .ask, .manual, .onFailure, .always, .pointOfNoReturn: true
        case .command, .documentation, .row, .runbook, .needs, .use, .rehearse, .parameter, .type, .lock, .definition,
            .let, .phase, .if, .for, .await, .expect, .undoBlock, .undo, .recover, .on, .in, .locally, .via, .retry,
            .within, .withInput, .withEnvironment, .say, .fail, .doneWhen, .give:
            false
        }
    }

    fileprivate var isForTargets: Bool {
        switch self {
        case .command, .row, .let, .expect, .on, .in, .locally, .withEnvironment, .within, .via: true
        case .documentation, .runbook, .needs, .use, .rehearse, .parameter, .type, .lock, .definition, .phase, .step,
            .if, .for, .await, .guard, .confirm, .ask, .manual, .onFailure, .always, .undoBlock, .undo, .recover,
            .retry, .withInput, .pointOfNoReturn, .say, .fail, .doneWhen, .give:
            false
        }
    }

    fileprivate var isForTheWayForward: Bool {
        switch self {
        case .onFailure, .always, .pointOfNoReturn: true
        case .command, .row, .let, .expect, .on, .in, .locally, .withEnvironment, .within, .via, .documentation,
            .runbook, .needs, .use, .rehearse, .parameter, .type, .lock, .definition, .phase, .step, .if, .for,
            .await, .guard, .confirm, .ask, .manual, .undoBlock, .undo, .recover, .retry, .withInput, .say, .fail,
            .doneWhen, .give:
            false
        }
    }
}

extension Checker {
    /// A `done when` may still come after a statement that only reads, whatever block it is in.
    func isPreparation(_ statement: Statement) -> Bool {
        switch statement.kind {
        case .bind(let binding): !changes(binding.value)
        case .edit, .expect, .doneWhen: true
        case .place(_, let body), .within(_, let body), .withInput(_, let body), .withEnvironment(_, let body):
            body.statements.allSatisfy(isPreparation)
        case .command, .call, .phase, .step, .choice, .loop, .await, .guarded, .confirm, .ask, .manual, .onFailure,
            .always, .unwind, .recover, .via, .retry, .pointOfNoReturn, .say, .fail, .give:
            false
        }
    }

    /// The whole right side of a `let`: only there can it change something.
    private func changes(_ value: ValueExpression) -> Bool {
        switch value.kind {
        case .output(let command): command.sign != .reads
        case .gives(let call): definitions[call.definition.rawValue].kind == .action
        case .constant, .variable, .text, .list, .record, .status, .holds, .conditional, .not, .infix, .count,
            .replacing:
            false
        }
    }
}
