import BelaySyntax

/// Something that makes a change, as a message names it.
enum EffectKind {
    case command(CommandSign)
    case action

    /// In a sentence: `` `$` ``, `an action`.
    var described: String {
        switch self {
        case .command(let sign): "`\(sign.rawValue)`"
        case .action: "an action"
        }
    }
}
