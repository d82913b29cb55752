import BelaySyntax

/// Trees as text with every grouping in parentheses, for comparing.
func written(_ expression: ExpressionSyntax) -> String {
    switch expression {
    case .conditional(let node):
        "(if \(written(node.condition)) then \(written(node.consequence)) else \(written(node.alternative)))"
    case .infix(let node): "(\(written(node.left)) \(node.operation.rawValue) \(written(node.right)))"
    case .not(let node): "(not \(written(node.operand)))"
    case .unary(let node):
        node.operation.isPostfix
            ? "(\(written(node.operand)) \(node.operation.rawValue))"
            : "(\(node.operation.rawValue) \(written(node.operand)))"
    case .part(let node): "(\(node.operation.rawValue) \(written(node.amount)) of \(written(node.list)))"
    case .sorted(let node):
        "(\(written(node.list)) sorted" + (node.path.isEmpty ? "" : " by \(written(node.path))")
            + (node.isDescending ? " descending)" : ")")
    case .replacing(let node):
        "(\(written(node.subject)) replacing \(written(node.pattern)) with \(written(node.replacement)))"
    case .converted(let node): "(\(written(node.subject)) \(node.conversion.rawValue))"
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
    case .comprehension(let node):
        "[for \(written(node.head))" + (node.value.map { " give " + written($0) } ?? "") + "]"
    case .parenthesized(let node): "[[" + written(node.content) + "]]" + written(node.accessors)
    }
}

func written(_ head: LoopHeadSyntax) -> String {
    head.name.text + " in " + written(head.list) + (head.path.isEmpty ? "" : " by \(written(head.path))")
        + (head.condition.map { " where " + written($0) } ?? "")
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
