import BelaySource

/// Rules about the whole program: who calls whom, and which calls make changes at any depth.
struct ProgramRules {
    let program: Program
    /// By definition number; empty until the calls are known to have no circle.
    var effects: [DefinitionSideEffects] = []
    /// Changes already reported as having no undo: a nested block may find them again.
    var reported: Set<Span> = []
    /// Points of no return, and calls that pass one, already reported as covered by a `recover`.
    private var recovered: Set<Span> = []
    var diagnostics: [Diagnostic] = []

    init(_ program: Program) { self.program = program }

    consuming func check() -> [Diagnostic] {
        let calls = CallGraph(program)
        if let circle = calls.circle {
            return [.recursion(circle.map { (program.phrase($0.caller), $0.call) })]
        }
        effects = DefinitionSideEffects.all(of: program, calleesFirst: calls.calleesFirst)
        for definition in program.definitions {
            checkBlocks(definition.body)
            if let undo = definition.undo { checkBlocks(undo) }
            checkDoneWhen(definition)
            checkUndo(definition)
        }
        for block in program.ownBlocks { checkBlocks(block) }
        checkPoints()
        checkHostsOfLab()
        checkPreamble()
        return diagnostics
    }

    /// The rules about single blocks, for a block and all inside it.
    private mutating func checkBlocks(_ block: Block, isRetried: Bool = false) {
        checkUnwinding(block)
        checkRecovering(block)
        for statement in block.statements {
            var isRetried = isRetried
            if case .retry(_, _, let body) = statement.kind {
                if !isRetried { checkRetry(body) }
                isRetried = true
            }
            for inner in statement.traits.blocks { checkBlocks(inner, isRetried: isRetried) }
        }
    }

    /// A destructive command is not repeated, however deeply it is called.
    private mutating func checkRetry(_ body: Block) {
        var calls: [Call] = []
        body.collect(&calls)
        for call in calls {
            guard let destruction = effects[call.definition.rawValue].destruction else { continue }
            diagnostics.append(
                .destroysInRetry(at: call.span, through: (program.phrase(call.definition), destruction)))
        }
    }

    // MARK: - Points of no return

    /// A point of no return that is not confirmed fails, and a handler that recovers from that would continue past it.
    private mutating func checkRecovering(_ block: Block) {
        var recover: Span?
        for statement in block.statements {
            if case .onFailure(let handler) = statement.kind { recover = recover ?? handler.recover }
            guard let recover else { continue }
            statement.forEachRefusal { statement in
                let call: Call?
                switch statement.traits.effect {
                case .call(let called)? where effects[called.definition.rawValue].point != nil: call = called
                case .call?, .command?, nil: call = nil
                }
                let isPoint = if case .pointOfNoReturn = statement.kind { true } else { false }
                guard isPoint || call != nil, recovered.insert(statement.span).inserted else { return }
                diagnostics.append(
                    .recoverPastPoint(
                        at: recover, point: call?.span ?? statement.span,
                        through: call.map { program.phrase($0.definition) }))
            }
        }
    }

    private mutating func checkPoints() {
        guard program.lock == nil else { return }
        var isSeen = program.definitions.map { _ in false }
        var waiting = program.ownBlocks
        while let block = waiting.popLast() {
            reportPoints(in: block)
            var calls: [Call] = []
            block.collect(&calls)
            for call in calls where !isSeen[call.definition.rawValue] {
                isSeen[call.definition.rawValue] = true
                waiting.append(program.definitions[call.definition.rawValue].body)
            }
        }
    }

    private mutating func reportPoints(in block: Block) {
        for statement in block.statements {
            if case .pointOfNoReturn = statement.kind { diagnostics.append(.pointWithoutLock(at: statement.span)) }
            statement.traits.blocks.forEach { reportPoints(in: $0) }
        }
    }
}

extension Program {
    /// The blocks that are nobody's definition: the body, or those of a lab.
    var ownBlocks: [Block] { [body] + (labDefinition?.blocks ?? []) }

    /// A definition as its callers see it.
    func phrase(_ number: DefinitionNumber) -> Phrase {
        let definition = definitions[number.rawValue]
        return Phrase(
            kind: definition.kind, number: number, signature: definition.signature,
            documentation: definition.documentation, span: definition.signature.span)
    }
}
