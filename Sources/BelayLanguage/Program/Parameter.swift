public import BelaySource

public struct Parameter: Sendable {
    /// `where C else "T"`: asked of every value before the first step.
    public struct Check: Sendable {
        public var condition: ValueExpression
        public var message: ValueExpression?

        public init(condition: ValueExpression, message: ValueExpression?) {
            self.condition = condition
            self.message = message
        }
    }

    public var name: String
    public var type: ValueType
    /// Made of the parameters before it, or of what a command prints that only reads.
    public var defaultValue: ValueExpression?
    /// The variable that has its value where nobody gives one: `env NAME`.
    public var environment: String?
    public var check: Check?
    public var documentation: String
    /// Of a parameter of a library the word that names the library.
    public var library: String?
    /// Its global slot.
    public var slot: Int
    public var span: Span

    public init(
        name: String, type: ValueType, defaultValue: ValueExpression?, documentation: String, slot: Int, span: Span
    ) {
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.documentation = documentation
        self.slot = slot
        self.span = span
    }

    /// It has a value where nobody gives one, if its variable is there.
    public var hasDefault: Bool { defaultValue != nil || environment != nil }

    /// What tells it from the parameters of other files: `version`, of a library `postgres.version`.
    public var key: String { library.map { "\($0).\(name)" } ?? name }
}

extension Program {
    /// In an order in which each comes after those that its default uses.
    public var allParameters: [Parameter] { parameters + libraryParameters }
}
