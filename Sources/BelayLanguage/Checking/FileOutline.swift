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
    var tests: [TestSyntax] = []
    /// What several tests begin with.
    var givens: [TestSyntax] = []
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
            case .test(let node): tests.append(node)
            case .given(let node): givens.append(node)
            // Whoever has found the runbook has read it.
            case .testsOf: break
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

    /// The tests of a file of their own, and what they use and define for themselves, belong to the runbook that they are of.
    mutating func takeTests(of file: inout FileOutline) {
        takeDefinitions(of: &file)
        tests += file.tests
        givens += file.givens
        (file.tests, file.givens) = ([], [])
    }
}
