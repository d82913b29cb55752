public import BelaySource
public import BelaySyntax

/// A definition as its callers see it.
public struct Phrase: Sendable {
    public var kind: DefinitionSyntax.Kind
    public var number: DefinitionNumber
    public var signature: Signature
    public var documentation: String
    /// The signature, where it is defined.
    public var span: Span

    public init(
        kind: DefinitionSyntax.Kind, number: DefinitionNumber, signature: Signature, documentation: String, span: Span
    ) {
        self.kind = kind
        self.number = number
        self.signature = signature
        self.documentation = documentation
        self.span = span
    }
}
