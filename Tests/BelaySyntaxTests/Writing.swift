import BelaySyntax

/// Trees as text with every grouping in parentheses, for comparing.
func written(_ expression: ExpressionSyntax) -> String {
    switch expression {
    case .conditional(let node):
        "(if \(written(node.condition)) then \(written(node.consequence)) else \(written(node.alternative)))"
    case .infix(let node): "(\(written(node.left)) \(node.operation.rawValue) \(written(node.right)))"
    case .not(let node): "(not \(written(node.operand)))"
    case .count(let node): "(count of \(written(node.operand)))"
    case .replacing(let node):
        "(\(written(node.subject)) replacing \(written(node.pattern)) with \(written(node.replacement)))"
    case .taking(let node): "(\(written(node.subject)) taking \(written(node.statuses)))"
    case .row(let node): written(node)
    case .command(let node): "\(node.sign.rawValue)‹\(written(node.parts))›"
    case .element(let node): written(node)
    }
}

func written(_ row: PhraseUseSyntax) -> String {
    let elements = row.elements.map(written)
    let options = row.options.map { "\($0.name.text)=\(written($0.value))" }
    return "{" + (elements + options).joined(separator: " ") + "}"
}

func written(_ element: ElementSyntax) -> String {
    switch element {
    case .word(let node): written(node.parts)
    case .variable(let node): written(node)
    case .text(let node): "'" + written(node.parts) + "'"
    case .list(let node):
        "[" + node.items.map { ($0.name.map { $0.text + "=" } ?? "") + written($0.value) }.joined(separator: ", ") + "]"
    case .parenthesized(let node): "[[" + written(node.content) + "]]"
    }
}

func written(_ parts: [TextPartSyntax]) -> String {
    parts.map { part in
        switch part {
        case .literal(let node): node.text
        case .variable(let node): "‹\(written(node))›"
        }
    }.joined()
}

func written(_ variable: VariableSyntax) -> String { "$" + variable.name.text + written(variable.accessors) }

func written(_ accessors: [AccessorSyntax]) -> String {
    accessors.map { accessor in
        switch accessor.kind {
        case .field(let name): ".\(name)"
        case .index(let number): "[\(number)]"
        case .key(let element): "[\(written(element))]"
        case .selection(let name, let element): "[\(name.text)=\(written(element))]"
        }
    }.joined()
}
