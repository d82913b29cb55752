public import BelaySource

/// The result of checking an input of a session.
public struct CheckedInput: Sendable {
    /// The runbook's, with what the inputs define; its body and its body's frame are those of the inputs. There when no
    /// diagnostic is an error.
    public var program: Program?
    /// The statements of the last input.
    public var block: Block
    /// Of the last input, and errors wherever they are.
    public var diagnostics: [Diagnostic]
    public var phrases: [Phrase]
    /// For inputs that are typed while a step is held: the names that are visible there. They have the first slots of
    /// the body's frame.
    public var visibleNames: VisibleNames?
}
