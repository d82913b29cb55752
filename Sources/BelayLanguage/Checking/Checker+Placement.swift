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
        case .give: return placementOfGive(syntax)
        case .doneWhen(let node): return placementOfDoneWhen(node)
        case .recover where frame.handler == .onFailure && frame.isTogether:
            return .misplaced(syntax, "is not allowed in what runs side by side")
        case .undoBlock(let node): return placementOfUndoBlock(node, syntax)
        case .via where frame.owner == .target: return frame.via.map { .repeatedVia(at: syntax.span, first: $0) }
        default: break
        }
        if frame.owner == .lab, syntax.form.places == .asking {
            return .misplaced(syntax, "is not allowed in a lab, where nobody is asked")
        }
        if isLate(syntax) { return .lateLet(at: syntax.headSpan) }
        let places = syntax.form.places
        guard let here, places.isDisjoint(with: here) else { return nil }
        switch places {
        case .file: return .misplaced(syntax, "belongs at the top level of the file, outside every block")
        case []: return .misplacedString(at: syntax.span)
        case .outline: return .misplaced(syntax, "belongs at the top level of the runbook, not in a block")
        case .target: return .misplaced(syntax, "belongs in a target, where it says how commands are reached")
        case .onFailure: return .outsideHandler(syntax, in: frame.handler)
        default: break
        }
        switch frame.owner {
        case .probe:
            return .misplaced(syntax, "is not allowed in a probe, which only reads and may run many times")
        case .target:
            return .misplaced(syntax, "is not allowed in a target, which has `let`s, `expect`s, places and one `via`")
        case .state: return .misplaced(syntax, "is not allowed in `ends`, which only reads and may be asked many times")
        case .found: return .misplaced(syntax, "is not allowed in `found`, which only reads")
        case .lab where frame.handler == nil: return .misplaced(syntax, "is not allowed in a lab")
        case .preamble, .action, .runbook, .lab:
            return .misplaced(syntax, "is not allowed in a handler, which only says how to go back")
        }
    }

    /// Nil where the first `let`s are checked: nothing else has come there.
    private var here: StatementForm.Places? {
        switch (frame.handler, frame.owner) {
        case (.onFailure?, _): .onFailure
        case (.always?, _), (.undo?, _): .otherHandler
        case (nil, .preamble): nil
        case (nil, .runbook): frame.depth == 1 ? [.runbook, .outline] : .runbook
        case (nil, .lab): .lab
        case (nil, .state), (nil, .found): .probe
        case (nil, .action): .action
        case (nil, .probe): .probe
        case (nil, .target): .target
        }
    }

    /// A `let` after the first phase, or a block of them.
    private func isLate(_ syntax: StatementSyntax) -> Bool {
        frame.owner == .runbook && frame.depth == 1 && !frame.isSession && syntax.isOnlyLets
    }

    private func placementOfGive(_ syntax: StatementSyntax) -> Diagnostic? {
        if frame.handler != nil { return .misplacedGive(at: syntax.span, "a handler gives no value") }
        if frame.isTogether {
            return .misplacedGive(at: syntax.span, "what runs side by side cannot give the value")
        }
        if frame.gives != nil { return nil }
        if frame.owner.isOfLab { return .misplacedGive(at: syntax.span, "only a `found` gives something in a lab") }
        return .misplacedGive(at: syntax.span, nil)
    }

    private func placementOfDoneWhen(_ node: ConditionSyntax) -> Diagnostic? {
        if frame.owner != .action || frame.handler != nil || !frame.isDirect {
            return .misplacedDoneWhen(
                at: node.span,
                "it belongs directly in an action, or in an `on`, `in`, `locally`, `with` or `within` there")
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
        default:
            for statement in syntax.transparentBody?.statements ?? [] { skip(statement) }
        }
    }

    /// Whether a `done when` may still come after a statement: it only looks, whatever block it stands in.
    func isPreparation(_ statement: Statement) -> Bool {
        let traits = statement.traits
        if let effect = traits.effect, changes(effect) { return false }
        if case .transparent = traits.nesting {
            return traits.blocks.allSatisfy { $0.statements.allSatisfy(isPreparation) }
        }
        return traits.prepares
    }

    private func changes(_ effect: SideEffect) -> Bool {
        switch effect {
        case .command: true
        case .call(let call): definitions[call.definition.rawValue].kind == .action
        }
    }
}
