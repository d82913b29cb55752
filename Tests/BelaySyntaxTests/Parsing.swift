import BelaySource
import BelaySyntax
import Testing

func parse(_ text: String) -> ParsedFile {
    Parser.parse(SourceText(file: FileNumber(0), name: "test.runbook", bytes: Array(text.utf8)))
}

/// The codes of what is wrong with a text, in order.
func codes(_ text: String) -> [String] { parse(text).diagnostics.map(\.code) }

/// The first command of a text, wherever it stands.
func command(in text: String) throws -> CommandSyntax {
    let statement = try #require(parse(text).file.statements.first)
    switch statement {
    case .command(let command): return command
    case .on(let node): return try command(first: node.body)
    case .locally(let node): return try command(first: node.body)
    case .expect(let node): return try #require(command(of: node.condition))
    default: throw NotThere()
    }
}

struct NotThere: Error {}

private func command(first block: BlockSyntax) throws -> CommandSyntax {
    guard case .command(let command) = block.statements.first else { throw NotThere() }
    return command
}

private func command(of expression: ExpressionSyntax) -> CommandSyntax? {
    switch expression {
    case .command(let command): command
    case .element(.parenthesized(let node)): command(of: node.content)
    case .not(let node): command(of: node.operand)
    default: nil
    }
}

/// Shell text with the names that may be Belay's between `‹` and `›`, after a letter for the quoting.
func written(_ parts: [CommandPartSyntax]) -> String {
    parts.map { part in
        switch part {
        case .literal(let literal): literal.text
        case .name(let name): "‹\(letter(of: name.context))\(name.source)\(name.isExpansion ? "…" : "")›"
        }
    }.joined()
}

private func letter(of context: CommandNameSyntax.Context) -> String {
    switch context {
    case .unquoted: ""
    case .doubleQuoted: "d "
    case .singleQuoted: "s "
    case .forbidden(let place): "\(place): "
    }
}

/// The commands that stand in a statement's own blocks, as they are written, to any depth.
func commandTexts(_ statement: StatementSyntax) -> [String] {
    switch statement {
    case .command(let node): [written(node.parts)]
    case .definition(let node): node.body.statements.flatMap(commandTexts)
    case .phase(let node), .step(let node): node.body.statements.flatMap(commandTexts)
    case .on(let node): node.body.statements.flatMap(commandTexts)
    case .in(let node): node.body.statements.flatMap(commandTexts)
    case .locally(let node): node.body.statements.flatMap(commandTexts)
    case .for(let node): (node.body.statements + (node.between?.statements ?? [])).flatMap(commandTexts)
    case .repeat(let node): [written(node.condition)] + node.body.statements.flatMap(commandTexts)
    case .together(let node): node.body.statements.flatMap(commandTexts)
    case .undoBlock(let node): node.body.statements.flatMap(commandTexts)
    case .withEnvironment(let node): node.body.statements.flatMap(commandTexts)
    case .withInput(let node): node.body.statements.flatMap(commandTexts)
    case .expect(let node): [written(node.condition)]
    case .let(let node):
        switch node.value {
        case .expression(let expression): [written(expression)]
        case .edit(let edit): edit.changes.map { written($0.path) }
        }
    default: []
    }
}
