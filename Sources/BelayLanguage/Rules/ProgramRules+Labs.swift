import BelaySource

/// The hosts that a lab names are its own: there are no others.
extension ProgramRules {
    mutating func checkHostsOfLab() {
        guard let lab = program.labDefinition else { return }
        let hosts = lab.hosts
        for parameter in program.parameters { check(parameter.defaultValue, among: hosts) }
        for block in [program.preamble] + program.ownBlocks { check(block, among: hosts) }
        for definition in program.definitions where definition.span.file == program.runbookFile {
            check(definition.body, among: hosts)
            definition.undo.map { check($0, among: hosts) }
        }
    }

    private mutating func check(_ block: Block, among hosts: [String]) {
        for statement in block.statements {
            for expression in statement.traits.expressions { check(expression, among: hosts) }
            for inner in statement.traits.blocks { check(inner, among: hosts) }
        }
    }

    private mutating func check(_ expression: ValueExpression?, among hosts: [String]) {
        guard let expression, expression.span.file == program.runbookFile else { return }
        if expression.type == .host, case .constant(.text(let word)) = expression.kind {
            let name = word.split(separator: "@").last.map(String.init) ?? word
            if !hosts.contains(name), !Self.isThisMachine(name) {
                diagnostics.append(.unknownHostInLab(name, at: expression.span, known: hosts))
            }
        }
        for part in expression.parts { check(part, among: hosts) }
    }

    /// The client's own names for itself, in an address that is asked from there.
    private static func isThisMachine(_ name: String) -> Bool { ["localhost", "127.0.0.1", "::1"].contains(name) }
}
