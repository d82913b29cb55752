public import BelaySource

/// A program that shell text starts, with what follows it, as far as the text itself tells.
public struct ShellCommandSyntax: Hashable, Sendable {
    public struct Word: Hashable, Sendable {
        /// Without its quotes; what the shell or Belay replaces in it is there as it is written.
        public var text: String
        /// The shell itself replaces a part of it: what it is in the end nobody can read off the text.
        public var isOfShell: Bool

        public init(text: String, isOfShell: Bool) {
            self.text = text
            self.isOfShell = isOfShell
        }
    }

    /// The program and its arguments.
    public var words: [Word]
    /// The files that it writes to by `>` or `>>`.
    public var written: [Word]
    public var span: Span

    public init(words: [Word], written: [Word], span: Span) {
        self.words = words
        self.written = written
        self.span = span
    }
}
