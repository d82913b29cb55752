public import BelaySource

/// `param zone2: text = eu-west-1b "documentation" where $zone2 matches '^eu-' else "a zone of Europe"`
public struct ParameterSyntax: Hashable, Sendable {
    /// What it is where nobody gives it a value.
    public enum Default: Hashable, Sendable {
        case element(ElementSyntax)
        /// `env NAME`: a variable of the process.
        case environment(NameSyntax, span: Span)
        /// A command without parentheses.
        case command(CommandSyntax)

        public var span: Span {
            switch self {
            case .element(let node): node.span
            case .environment(_, let span): span
            case .command(let node): node.span
            }
        }
    }

    public var name: NameSyntax
    public var type: TypeSyntax
    public var defaultValue: Default?
    public var documentation: TextSyntax?
    /// After `where`.
    public var condition: ExpressionSyntax?
    /// After `else`.
    public var message: TextSyntax?
    public var span: Span

    public init(
        name: NameSyntax, type: TypeSyntax, defaultValue: Default?, documentation: TextSyntax?,
        condition: ExpressionSyntax?, message: TextSyntax?, span: Span
    ) {
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.documentation = documentation
        self.condition = condition
        self.message = message
        self.span = span
    }
}
