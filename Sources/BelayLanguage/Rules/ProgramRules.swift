import BelaySource

/// What is only known of the whole program: who calls whom, what changes the world at any depth.
struct ProgramRules {
    let program: Program
    var diagnostics: [Diagnostic] = []

    init(_ program: Program) { self.program = program }

    consuming func check() -> [Diagnostic] {
        let calls = CallGraph(program)
        if let circle = calls.circle {
            return [.recursion(circle.map { (program.phrase($0.caller), $0.call) })]
        }
        return diagnostics
    }
}

extension Program {
    /// A definition as its callers see it.
    func phrase(_ number: DefinitionNumber) -> Phrase {
        let definition = definitions[number.rawValue]
        return Phrase(
            kind: definition.kind, number: number, signature: definition.signature,
            documentation: definition.documentation, span: definition.signature.span)
    }
}
