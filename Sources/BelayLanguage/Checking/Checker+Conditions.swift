import BelaySource
import BelaySyntax

/// Expressions used as conditions: after `if`, `expect`, `guard`, `await`, `done when`, `until`, `fail when`, and at
/// the operators `and`, `or`, `not`.
extension Checker {
    mutating func condition(_ syntax: ExpressionSyntax) -> ValueExpression? {
        switch syntax {
        case .element(.parenthesized(let node)) where node.accessors.isEmpty: return condition(node.content)
        case .element(.variable(let node)):
            guard let value = variable(node) else { return nil }
            return truth(value)
        case .element(let node):
            guard let value = element(node, expecting: nil) else { return nil }
            return truth(value)
        case .row(let node): return phraseCondition(node)
        case .command(let node): return status(node)
        case .conditional(let node):
            let condition = condition(node.condition)
            let consequence = self.condition(node.consequence)
            let alternative = self.condition(node.alternative)
            guard let condition, let consequence, let alternative else { return nil }
            return ValueExpression(
                .conditional(condition: condition, consequence: consequence, alternative: alternative), type: .flag,
                span: node.span)
        case .infix(let node):
            guard let value = infix(node) else { return nil }
            return truth(value)
        case .not(let node):
            guard let operand = condition(node.operand) else { return nil }
            return ValueExpression(.not(operand), type: .flag, span: node.span)
        case .taking(let node): return taking(node)
        case .unary, .part, .sorted, .replacing, .converted:
            guard let value = value(syntax, expecting: nil) else { return nil }
            return truth(value)
        }
    }

    private mutating func truth(_ value: ValueExpression) -> ValueExpression? {
        if value.type == .flag { return value }
        if value.type == .any, !value.isNone { return value }
        report(.notACondition(value.type, at: value.span))
        return nil
    }

    private mutating func phraseCondition(_ row: PhraseUseSyntax) -> ValueExpression? {
        guard let call = call(row) else { return nil }
        let header = definitions[call.definition.rawValue]
        if header.kind == .action {
            _ = mayChange(.action, mayAct: false, at: row.span)
            return nil
        }
        guard let gives = header.signature.gives else {
            return ValueExpression(.holds(call), type: .flag, span: row.span)
        }
        if gives == .flag { return ValueExpression(.gives(call), type: .flag, span: row.span) }
        report(.valueAsCondition(source(of: row.span), gives, at: row.span))
        return nil
    }

    mutating func status(_ syntax: CommandSyntax) -> ValueExpression? {
        guard let command = command(syntax) else { return nil }
        if syntax.sign != .reads {
            _ = mayChange(.command(syntax.sign), mayAct: false, at: syntax.signSpan)
            return nil
        }
        if command.isPipeline {
            report(.pipelineAsCondition(at: syntax.span))
            return nil
        }
        return ValueExpression(.status(command), type: .flag, span: syntax.span)
    }
}

extension ValueExpression {
    var isNone: Bool {
        if case .constant(.none) = kind { true } else { false }
    }
}
