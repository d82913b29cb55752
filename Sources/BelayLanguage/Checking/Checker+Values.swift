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
        case .element(.parenthesized(let node)) where node.accessors.isEmpty:
            return value(node.content, expecting: expected, mayAct: mayAct)
        case .element(let node): return element(node, expecting: expected)
        case .row(let node): return fit(phraseValue(node, mayAct: mayAct), to: expected)
        case .command(let node): return output(node, expecting: expected, mayAct: mayAct)
        case .conditional(let node): return conditional(node, expecting: expected)
        case .infix(let node): return fit(infix(node), to: expected)
        case .not, .taking: return fit(condition(syntax), to: expected)
        case .unary(let node): return fit(unary(node), to: expected)
        case .part(let node): return fit(part(node), to: expected)
        case .sorted(let node): return fit(sorted(node), to: expected)
        case .replacing(let node): return fit(replacing(node), to: expected)
        case .converted(let node): return fit(conversion(node), to: expected)
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

    private mutating func replacing(_ syntax: ReplacingSyntax) -> ValueExpression? {
        let subject = textOrSecret(syntax.subject)
        let pattern = pattern(syntax.pattern)
        let replacement = replacement(syntax.replacement, for: pattern)
        guard let subject, let pattern, let replacement else { return nil }
        let isSecret = subject.type.isSecret || replacement.type.isSecret
        return ValueExpression(
            .replacing(subject: subject, pattern: pattern, replacement: replacement), type: isSecret ? .secret : .text,
            span: syntax.span)
    }

    /// A text; what is made of one that is a secret is a secret too.
    mutating func textOrSecret(_ syntax: ExpressionSyntax) -> ValueExpression? {
        let text = ExpectedType(type: .text)
        if syntax.isConstant { return value(syntax, expecting: text) }
        guard let value = value(syntax, expecting: nil) else { return nil }
        return value.type == .secret ? value : fit(value, to: text)
    }
}
