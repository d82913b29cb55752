public import BelaySource

/// An operator with one operand.
public enum UnaryOperator: String, Hashable, Sendable, CaseIterable {
    case count = "count of"
    case first = "first of"
    case last = "last of"
    case max = "max of"
    case min = "min of"
    case sum = "sum of"
    case unique = "unique of"
    case flat = "flat of"
    case length = "length of"
    case lines = "lines of"
    case names = "names of"
    case lowercase = "lowercase of"
    case uppercase = "uppercase of"
    case trimmed

    /// Stands after its operand.
    public var isPostfix: Bool { self == .trimmed }
}

/// `first of L`, `T trimmed`
public struct UnarySyntax: Hashable, Sendable {
    public var operation: UnaryOperator
    public var operand: ExpressionSyntax
    public var span: Span

    public init(operation: UnaryOperator, operand: ExpressionSyntax, span: Span) {
        self.operation = operation
        self.operand = operand
        self.span = span
    }
}

/// What is taken of a list.
public enum PartOperator: String, Hashable, Sendable, CaseIterable {
    case first
    case last
    case allButFirst = "all but first"
    case allButLast = "all but last"
}

/// `first 3 of L`, `all but last 3 of L`
public struct PartSyntax: Hashable, Sendable {
    public var operation: PartOperator
    public var amount: ElementSyntax
    public var list: ExpressionSyntax
    public var span: Span

    public init(operation: PartOperator, amount: ElementSyntax, list: ExpressionSyntax, span: Span) {
        self.operation = operation
        self.amount = amount
        self.list = list
        self.span = span
    }
}

/// `L sorted`, `L sorted by PATH descending`
public struct SortedSyntax: Hashable, Sendable {
    public var list: ExpressionSyntax
    /// After `by`; empty where the elements themselves are compared.
    public var path: [AccessorSyntax]
    public var isDescending: Bool
    public var span: Span

    public init(list: ExpressionSyntax, path: [AccessorSyntax], isDescending: Bool, span: Span) {
        self.list = list
        self.path = path
        self.isDescending = isDescending
        self.span = span
    }
}
