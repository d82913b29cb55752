import BelaySource
import BelaySyntax

/// Expressions used as values.
extension Checker {
    /// - Parameters:
    ///   - expected: the type of the place; the output of a command is read as it.
    ///   - mayAct: the whole right side of a `let` or a `give`, where a command or an action may change the world.
    mutating func value(
        _ syntax: ExpressionSyntax, expecting expected: ExpectedType?, mayAct: Bool = false
    ) -> ValueExpression? {
        switch syntax {
        case .element(.parenthesized(let node)):
            return value(node.content, expecting: expected, mayAct: mayAct)
        case .element(let node): return element(node, expecting: expected)
        case .row(let node): return fit(phraseValue(node, mayAct: mayAct), to: expected)
        case .command(let node): return output(node, expecting: expected, mayAct: mayAct)
        case .conditional(let node): return conditional(node, expecting: expected)
        case .infix(let node): return fit(infix(node), to: expected)
        case .not, .taking: return fit(condition(syntax), to: expected)
        case .count(let node): return fit(count(node), to: expected)
        case .replacing(let node): return fit(replacing(node), to: expected)
        }
    }

    private mutating func phraseValue(_ row: PhraseUseSyntax, mayAct: Bool) -> ValueExpression? {
        guard let call = call(row) else { return nil }
        let header = definitions[call.definition.rawValue]
        if header.kind == .action, !mayChange(.action, mayAct: mayAct, at: row.span) { return nil }
        if let gives = header.signature.gives { return ValueExpression(.gives(call), type: gives, span: row.span) }
        if header.kind == .action {
            report(.givesNothing(phrase(call.definition.rawValue), at: row.span))
            return nil
        }
        return ValueExpression(.holds(call), type: .flag, span: row.span)
    }

    private mutating func output(_ syntax: CommandSyntax, expecting expected: ExpectedType?, mayAct: Bool)
        -> ValueExpression?
    {
        let isPermitted =
            syntax.sign == .reads || mayChange(.command(syntax.sign), mayAct: mayAct, at: syntax.signSpan)
        if syntax.sign == .destroys, isPermitted { checkDestruction(syntax) }
        guard let command = command(syntax), isPermitted else { return nil }
        let type: ValueType = expected.map { $0.type == .any ? .text : $0.type } ?? .text
        return ValueExpression(.output(command), type: type, span: syntax.span)
    }

    private mutating func conditional(_ syntax: ConditionalSyntax, expecting expected: ExpectedType?)
        -> ValueExpression?
    {
        let condition = condition(syntax.condition)
        let consequence = value(syntax.consequence, expecting: expected)
        let alternative = value(syntax.alternative, expecting: expected)
        guard let condition, let consequence, let alternative else { return nil }
        return ValueExpression(
            .conditional(condition: condition, consequence: consequence, alternative: alternative),
            type: expected?.type ?? consequence.type.joined(with: alternative.type), span: syntax.span)
    }

    private mutating func count(_ syntax: CountSyntax) -> ValueExpression? {
        guard let operand = value(syntax.operand, expecting: nil) else { return nil }
        switch operand.type {
        case .list, .any: return ValueExpression(.count(operand), type: .number, span: syntax.span)
        case .text, .number, .flag, .duration, .path, .host, .secret, .record, .choice:
            report(.countOfOne(operand.type, at: operand.span))
            return nil
        }
    }

    private mutating func replacing(_ syntax: ReplacingSyntax) -> ValueExpression? {
        let subject = value(syntax.subject, expecting: ExpectedType(type: .text))
        let pattern = pattern(syntax.pattern)
        let replacement = replacement(syntax.replacement, for: pattern)
        guard let subject, let pattern, let replacement else { return nil }
        return ValueExpression(
            .replacing(subject: subject, pattern: pattern, replacement: replacement), type: .text, span: syntax.span)
    }
}
