import BelaySyntax

/// Something that changes the world, as the text names it.
enum EffectKind {
    case command(CommandSign)
    case action

    /// In a sentence: `a `$``, `an action`.
    var described: String {
        switch self {
        case .command(let sign): "a `\(sign.rawValue)`"
        case .action: "an action"
        }
    }
}
