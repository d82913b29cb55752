/// A text that a command is given besides its words: a variable of its environment, or its input. Words of a command are
/// never secrets, since everybody on its machine sees them.
public enum GivenText: Hashable, Sendable {
    case text(PlannedText)
    case secret(Secret)

    public init(_ text: PlannedText, isSecret: Bool) {
        self = isSecret ? .secret(Secret(text.known ?? "")) : .text(text)
    }

    public var isSecret: Bool { if case .secret = self { true } else { false } }

    /// Without the secret.
    public var planned: PlannedText {
        switch self {
        case .text(let text): text
        case .secret: PlannedText(SecretSearch.mark)
        }
    }

    public var shown: String { planned.shown }

    public var isKnown: Bool { planned.known != nil }

    /// As the command is given it: for whoever performs it, and nobody else.
    public var performed: String? {
        switch self {
        case .text(let text): text.known
        case .secret(let secret): secret.performed
        }
    }
}
