public import BelaySource
public import BelaySyntax

/// The index of a definition in its program.
public struct DefinitionNumber: Hashable, Sendable {
    public let rawValue: Int

    public init(_ rawValue: Int) { self.rawValue = rawValue }
}

/// An action, a probe or a target: a phrase with its body.
public struct Definition: Sendable {
    public var kind: DefinitionSyntax.Kind
    public var signature: Signature
    public var documentation: String
    public var body: Block
    /// The block that undoes an action; it sees the action's frame as it was before the first change.
    public var undo: Block?
    public var frame: FrameLayout
    public var span: Span

    public init(
        kind: DefinitionSyntax.Kind, signature: Signature, documentation: String, body: Block, undo: Block?,
        frame: FrameLayout, span: Span
    ) {
        self.kind = kind
        self.signature = signature
        self.documentation = documentation
        self.body = body
        self.undo = undo
        self.frame = frame
        self.span = span
    }
}

/// The form of a phrase: words, placeholders, options, and the type of the value it gives.
public struct Signature: Sendable {
    public enum Item: Hashable, Sendable {
        case word(String)
        case placeholder(Placeholder)
    }

    public struct Placeholder: Hashable, Sendable {
        public var name: String
        public var type: ValueType
        /// The name of the type as written, such as `which`.
        public var typeName: String
        public var slot: Int

        public init(name: String, type: ValueType, typeName: String, slot: Int) {
            self.name = name
            self.type = type
            self.typeName = typeName
            self.slot = slot
        }
    }

    public struct Option: Sendable {
        public var name: String
        public var type: ValueType
        public var typeName: String
        public var slot: Int
        /// An absent option without a default is `none`.
        public var defaultValue: ValueExpression?

        public init(name: String, type: ValueType, typeName: String, slot: Int, defaultValue: ValueExpression?) {
            self.name = name
            self.type = type
            self.typeName = typeName
            self.slot = slot
            self.defaultValue = defaultValue
        }
    }

    public var items: [Item]
    public var options: [Option]
    public var gives: ValueType?
    public var span: Span

    public init(items: [Item], options: [Option], gives: ValueType?, span: Span) {
        self.items = items
        self.options = options
        self.gives = gives
        self.span = span
    }
}

/// A use of a phrase: which one, and a value for each placeholder and each option given.
public struct Call: Sendable {
    public var definition: DefinitionNumber
    /// One per placeholder, in the order of the signature.
    public var arguments: [ValueExpression]
    /// The options that were given, by their slot.
    public var options: [(slot: Int, value: ValueExpression)]
    public var span: Span

    public init(
        definition: DefinitionNumber, arguments: [ValueExpression], options: [(slot: Int, value: ValueExpression)],
        span: Span
    ) {
        self.definition = definition
        self.arguments = arguments
        self.options = options
        self.span = span
    }
}
