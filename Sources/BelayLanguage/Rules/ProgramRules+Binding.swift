import BelaySource

/// Names that have no value yet on some path that the text alone does not show: in an `undo`, and in what the top-level
/// `let`s call.
extension ProgramRules {
    /// An `undo` sees the action's names as they were before the first change.
    mutating func checkUndo(_ definition: Definition) {
        guard let undo = definition.undo else { return }
        var walk = BindingWalker(effects: effects, slots: definition.frame.names.count)
        walk.walk(definition.body)
        guard let change = walk.change else { return }
        undo.forEachVariable { variable, span in
            guard case .local(let slot) = variable.reference, walk.isLate[slot] else { return }
            diagnostics.append(.unboundInUndo(variable.name, at: span, firstChange: change))
        }
    }

    /// A probe that a top-level `let` calls, at any depth, can only use the names set by then.
    mutating func checkPreamble() {
        // By slot, as are those that are set.
        var places: [Span?] = program.globalNames.map { _ in nil }
        program.preamble.forEachBinding { slot, span in places[slot] = span }
        var isChecked = program.definitions.map { _ in false }
        var bound = program.globalNames.map { _ in false }
        for parameter in program.allParameters { bound[parameter.slot] = true }
        for statement in program.preamble.statements {
            let block = Block(statements: [statement], span: statement.span)
            var waiting: [Call] = []
            block.collect(&waiting)
            while let call = waiting.popLast() {
                guard !isChecked[call.definition.rawValue] else { continue }
                isChecked[call.definition.rawValue] = true
                let body = program.definitions[call.definition.rawValue].body
                checkGlobals(of: body, call, bound: bound, places: places, at: statement.span)
                body.collect(&waiting)
            }
            block.forEachBinding { slot, _ in bound[slot] = true }
        }
    }

    private mutating func checkGlobals(
        of body: Block, _ call: Call, bound: [Bool], places: [Span?], at span: Span
    ) {
        var isReported = bound
        body.forEachVariable { variable, use in
            guard case .global(let slot) = variable.reference, !isReported[slot], let place = places[slot]
            else { return }
            isReported[slot] = true
            diagnostics.append(
                .unboundInPreamble(
                    variable.name, at: span, phrase: program.phrase(call.definition), use: use, bound: place))
        }
    }
}

/// Walks an action up to its first change.
private struct BindingWalker {
    let effects: [DefinitionSideEffects]
    /// The first change, at any depth.
    var change: Span?
    /// By slot of the action's frame: it is set later than that.
    var isLate: [Bool]

    init(effects: [DefinitionSideEffects], slots: Int) {
        self.effects = effects
        isLate = Array(repeating: false, count: slots)
    }

    mutating func walk(_ block: Block) {
        for statement in block.statements {
            note(statement.traits.effect)
            if change != nil, let slot = statement.boundSlot { isLate[slot] = true }
            for inner in statement.traits.blocks { walk(inner) }
        }
    }

    private mutating func note(_ effect: SideEffect?) {
        guard change == nil, let effect else { return }
        switch effect {
        case .command(let command): change = command.span
        case .call(let call): if effects[call.definition.rawValue].change != nil { change = call.span }
        }
    }
}

extension Statement {
    /// The slot of the frame, or of the globals, that it sets.
    fileprivate var boundSlot: Int? {
        if case .loop(let loop) = kind { return loop.head.target.slot }
        return traits.binds?.target.slot
    }
}

extension Variable.Reference {
    fileprivate var slot: Int? {
        switch self {
        case .local(let slot), .global(let slot): slot
        case .run, .failure: nil
        }
    }
}

extension Block {
    fileprivate func forEachBinding(_ body: (Int, Span) -> Void) {
        for statement in statements {
            if let slot = statement.boundSlot { body(slot, statement.span) }
            for block in statement.traits.blocks { block.forEachBinding(body) }
        }
    }
}
