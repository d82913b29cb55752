import BelaySource

/// Errors in the lines of a test.
extension Diagnostic {
    static func replyWithoutCommand(_ word: String, at span: Span) -> Self {
        Self(
            .replyWithoutCommand, "`\(word)` needs a command above it", at: span,
            label: "which command answers this?",
            help: ["write the command on a line of its own, and what it answers beneath it"])
    }
}
