import BelayData
import BelaySource
import BelaySyntax

/// `(? cmd) taking 3 as no`: a command whose no has another status than 1.
extension Checker {
    mutating func taking(_ syntax: TakingSyntax) -> ValueExpression? {
        guard let command = syntax.subject.asCommand else {
            report(.takingWithoutCommand(at: syntax.subject.span))
            _ = condition(syntax.subject)
            return nil
        }
        let statuses = statuses(syntax.statuses)
        guard let asked = status(command), case .status(var checked) = asked.kind, let statuses else { return nil }
        checked.statusesOfNo.formUnion(statuses)
        return ValueExpression(.status(checked), type: .flag, span: syntax.span)
    }

    /// The statuses that are written there; nil after a report.
    private mutating func statuses(_ syntax: ElementSyntax) -> Set<Int>? {
        guard case .list(let list) = syntax else { return status(syntax).map { [$0] } }
        if list.items.isEmpty {
            report(.wrongStatus(source(of: syntax.span), at: syntax.span))
            return nil
        }
        var statuses: Set<Int> = []
        var isGood = true
        for item in list.items {
            if item.name == nil, let status = status(item.value) {
                statuses.insert(status)
            } else {
                isGood = false
            }
        }
        return isGood ? statuses : nil
    }

    /// 0 is a yes; 126 and 127 are how a shell says that there was nothing to start.
    private mutating func status(_ syntax: ElementSyntax) -> Int? {
        if case .word(let word) = syntax, let literal = word.literal, let status = Int(literal),
            (1...255).contains(status), status != 126, status != 127
        {
            return status
        }
        report(.wrongStatus(source(of: syntax.span), at: syntax.span))
        return nil
    }
}

extension ExpressionSyntax {
    /// A command in parentheses, and nothing else.
    fileprivate var asCommand: CommandSyntax? {
        guard case .element(.parenthesized(let node)) = self, node.accessors.isEmpty else { return nil }
        switch node.content {
        case .command(let command): return command
        case .element(.parenthesized): return node.content.asCommand
        case .element, .conditional, .infix, .not, .unary, .part, .sorted, .replacing, .converted, .taking, .row:
            return nil
        }
    }
}
