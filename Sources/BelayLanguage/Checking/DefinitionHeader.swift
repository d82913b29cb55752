import BelaySource
import BelaySyntax

/// A definition before its body is looked at: all that a call needs to know.
struct DefinitionHeader {
    var syntax: DefinitionSyntax
    var file: FileNumber
    var signature: Signature
    var documentation: String

    var kind: DefinitionSyntax.Kind { syntax.kind }

    /// The word that a call must have at each place, or nil for anything.
    var places: [String?] { signature.items.map(\.word) }
}
