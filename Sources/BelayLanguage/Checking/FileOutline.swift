import BelaySyntax

/// The declarations of a file, sorted out of its statements.
struct FileOutline {
    var runbook: [TitleSyntax] = []
    var needs: [NamesSyntax] = []
    var uses: [NamesSyntax] = []
    var rehearsals: [RehearseSyntax] = []
    var parameters: [ParameterSyntax] = []
    var types: [TypeDefinitionSyntax] = []
    var locks: [ValueSyntax] = []
    var definitions: [DefinitionSyntax] = []
    /// `let`s, and blocks that set a place or a limit and contain only `let`s: they run first.
    var preamble: [StatementSyntax] = []
    /// Phases, and whatever else a runbook does at its own level; `let`s after the first phase too, which are refused.
    var body: [StatementSyntax] = []
    /// What only a lab has.
    var lab = LabOutline()

    /// - Parameter isInput: it was typed into a session, where a `let` is allowed anywhere.
    init(_ file: FileSyntax, isInput: Bool) {
        var hasPhase = isInput
        definitions.reserveCapacity(file.statements.count { if case .definition = $0 { true } else { false } })
        for statement in file.statements {
            switch statement {
            case .runbook(let node): runbook.append(node)
            case .needs(let node): needs.append(node)
            case .use(let node): uses.append(node)
            case .rehearse(let node): rehearsals.append(node)
            case .parameter(let node): parameters.append(node)
            case .type(let node): types.append(node)
            case .lock(let node): locks.append(node)
            case .definition(let node): definitions.append(node)
            case .phase:
                hasPhase = true
                body.append(statement)
            // Whatever is no declaration.
            default:
                if lab.take(statement) { continue }
                if statement.isOnlyLets, !hasPhase {
                    preamble.append(statement)
                } else {
                    body.append(statement)
                }
            }
        }
    }
}

extension FileOutline {
    /// Of a runbook, or of a lab.
    var title: TitleSyntax? { runbook.first ?? lab.titles.first }

    /// The definitions of an input belong to the runbook, and no longer to the input.
    mutating func takeDefinitions(of input: inout FileOutline) {
        uses += input.uses
        needs += input.needs
        types += input.types
        definitions += input.definitions
        (input.uses, input.needs, input.types, input.definitions) = ([], [], [], [])
    }
}
