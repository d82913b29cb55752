import BelaySource

/// Finds the changes of a block that unwinding it could not revert.
///
/// A command on its own cannot be reverted, and neither can an action that has no `undo` and makes changes other than
/// through actions that have one. Nothing after a point of no return is reverted, so the search stops there. Handlers
/// are left out: they are not unwound.
struct IrreversibleChangeFinder {
    struct Finding {
        var span: Span
        /// The action that the statement calls, and the command in it that cannot be taken back.
        var definition: DefinitionNumber?
        var command: Span?
    }

    let effects: [DefinitionSideEffects]
    private(set) var found: [Finding] = []
    private var isPastPoint = false

    init(effects: [DefinitionSideEffects]) { self.effects = effects }

    mutating func walk(_ block: Block) {
        for statement in block.statements where !isPastPoint { walk(statement) }
    }

    private mutating func walk(_ statement: Statement) {
        if case .pointOfNoReturn = statement.kind { isPastPoint = true }
        let traits = statement.traits
        switch traits.nesting {
        case .handler: break
        case .branches(let isExhaustive): walk(branches: traits.blocks, isExhaustive: isExhaustive)
        case .loop, .rounds:
            traits.blocks.forEach { walk($0) }
            isPastPoint = false
        case .sideBySide: walk(sideBySide: traits.blocks.flatMap(\.statements))
        case .none, .elsewhere, .transparent, .guarded, .outline, .attempts:
            if let effect = traits.effect { note(effect) }
            traits.blocks.forEach { walk($0) }
        }
    }

    /// The point is passed when every branch passes one.
    private mutating func walk(branches: [Block], isExhaustive: Bool) {
        var isPastEvery = isExhaustive
        for block in branches {
            walk(block)
            isPastEvery = isPastEvery && isPastPoint
            isPastPoint = false
        }
        isPastPoint = isPastEvery
    }

    /// A point that one of them passes protects nothing of the others, and all that comes after them.
    private mutating func walk(sideBySide statements: [Statement]) {
        var isPastAny = false
        for statement in statements {
            walk(statement)
            isPastAny = isPastAny || isPastPoint
            isPastPoint = false
        }
        isPastPoint = isPastAny
    }

    private mutating func note(_ effect: SideEffect) {
        switch effect {
        case .command(let command): found.append(Finding(span: command.span))
        case .call(let call):
            guard let command = effects[call.definition.rawValue].bareChange else { return }
            found.append(Finding(span: call.span, definition: call.definition, command: command))
        }
    }
}

extension ProgramRules {
    /// Under an `on failure` that unwinds, what is done must be undoable.
    mutating func checkUnwinding(_ block: Block) {
        let handler = block.statements.first { statement in
            if case .onFailure(let body) = statement.kind { body.unwinds } else { false }
        }
        guard let handler else { return }
        var walk = IrreversibleChangeFinder(effects: effects)
        walk.walk(block)
        for finding in walk.found {
            let through = finding.definition.flatMap { number in finding.command.map { (program.phrase(number), $0) } }
            let diagnostic = Diagnostic.bareEffect(at: finding.span, handler: handler.span, through: through)
            if reported.insert(finding.span).inserted { diagnostics.append(diagnostic) }
        }
    }
}

extension Block {
    /// There is an `undo` anywhere in it.
    var unwinds: Bool {
        statements.contains { statement in
            if case .unwind = statement.kind { return true }
            return statement.traits.blocks.contains(where: \.unwinds)
        }
    }
}
