/// A phase or a step.
public struct Outline: Sendable {
    public var title: ValueExpression
    public var body: Block

    public init(title: ValueExpression, body: Block) {
        self.title = title
        self.body = body
    }
}

public struct Choice: Sendable {
    public struct Branch: Sendable {
        public var condition: ValueExpression
        public var body: Block

        public init(condition: ValueExpression, body: Block) {
            self.condition = condition
            self.body = body
        }
    }

    public var branches: [Branch]
    public var alternative: Block?

    public init(branches: [Branch], alternative: Block?) {
        self.branches = branches
        self.alternative = alternative
    }

    /// Of every way that there is.
    var blocks: [Block] { branches.map(\.body) + [alternative].compactMap(\.self) }
}
