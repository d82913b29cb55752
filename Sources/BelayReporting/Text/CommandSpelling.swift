public import BelayRuntime

/// Spells a command as a line to paste, which does what Belay would have done. How its place is reached is what the
/// transports know, so they hand it in.
public typealias CommandSpelling = @Sendable (CommandEffect) -> String
