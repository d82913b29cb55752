public import BelaySource

/// What checking an input of a session gives.
public struct CheckedInput: Sendable {
    /// The runbook's, with what the inputs define; its body and its body's frame are those of the inputs. There when no
    /// diagnostic is an error.
    public var program: Program?
    /// What the last input does.
    public var block: Block
    /// Of the last input, and errors wherever they are.
    public var diagnostics: [Diagnostic]
    public var phrases: [Phrase]
    /// Of inputs that are typed while a step holds: what is seen from there. Its names have the first slots of the body's
    /// frame.
    public var visibleNames: VisibleNames?
}
