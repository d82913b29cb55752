public import BelaySource

/// A condition or a value, as written.
public indirect enum ExpressionSyntax: Hashable, Sendable {
    case conditional(ConditionalSyntax)
    case infix(InfixSyntax)
    case not(NotSyntax)
    case unary(UnarySyntax)
    case part(PartSyntax)
    case sorted(SortedSyntax)
    case replacing(ReplacingSyntax)
    case converted(ConversionSyntax)
    case taking(TakingSyntax)
    case row(PhraseUseSyntax)
    case command(CommandSyntax)
    case element(ElementSyntax)

    public var span: Span {
        switch self {
        case .conditional(let node): node.span
        case .infix(let node): node.span
        case .not(let node): node.span
        case .unary(let node): node.span
        case .part(let node): node.span
        case .sorted(let node): node.span
        case .replacing(let node): node.span
        case .converted(let node): node.span
        case .taking(let node): node.span
        case .row(let node): node.span
        case .command(let node): node.span
        case .element(let node): node.span
        }
    }
}

/// `if C then A else B`
public struct ConditionalSyntax: Hashable, Sendable {
    public var condition: ExpressionSyntax
    public var consequence: ExpressionSyntax
    public var alternative: ExpressionSyntax
    public var span: Span

    public init(
        condition: ExpressionSyntax, consequence: ExpressionSyntax, alternative: ExpressionSyntax, span: Span
    ) {
        self.condition = condition
        self.consequence = consequence
        self.alternative = alternative
        self.span = span
    }
}

public enum InfixOperator: String, Hashable, Sendable, CaseIterable {
    case or
    case and
    case `is`
    case isNot = "is not"
    case `in`
    case notIn = "not in"
    case contains
    case matches
    case beginsWith = "begins with"
    case endsWith = "ends with"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case matching
    case joined = "joined by"
    case split = "split by"
    case filled = "filled with"
    case with
}

/// `A operator B`
public struct InfixSyntax: Hashable, Sendable {
    public var left: ExpressionSyntax
    public var operation: InfixOperator
    public var operatorSpan: Span
    public var right: ExpressionSyntax
    public var span: Span

    public init(
        left: ExpressionSyntax, operation: InfixOperator, operatorSpan: Span, right: ExpressionSyntax, span: Span
    ) {
        self.left = left
        self.operation = operation
        self.operatorSpan = operatorSpan
        self.right = right
        self.span = span
    }
}

/// `not C`
public struct NotSyntax: Hashable, Sendable {
    public var operand: ExpressionSyntax
    public var span: Span

    public init(operand: ExpressionSyntax, span: Span) {
        self.operand = operand
        self.span = span
    }
}

/// `T replacing 'p' with 'q'`
public struct ReplacingSyntax: Hashable, Sendable {
    public var subject: ExpressionSyntax
    public var pattern: ExpressionSyntax
    public var replacement: ExpressionSyntax
    public var span: Span

    public init(subject: ExpressionSyntax, pattern: ExpressionSyntax, replacement: ExpressionSyntax, span: Span) {
        self.subject = subject
        self.pattern = pattern
        self.replacement = replacement
        self.span = span
    }
}
