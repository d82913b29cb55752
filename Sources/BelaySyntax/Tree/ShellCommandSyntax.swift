public import BelaySource

/// A statement of the outermost list of shell text, which ends at a `;`, a `&` or a line end.
public struct ShellStatementSyntax: Hashable, Sendable {
    /// Its own commands, those of its substitutions, groups and loops left out; one that only assigns has no words.
    public var commands: [ShellCommandSyntax]
    /// A `;` comes after it.
    public var endsWithSemicolon: Bool
    public var span: Span

    public init(commands: [ShellCommandSyntax], endsWithSemicolon: Bool, span: Span) {
        self.commands = commands
        self.endsWithSemicolon = endsWithSemicolon
        self.span = span
    }
}

/// A program that shell text starts, with its arguments, as far as the text itself shows.
public struct ShellCommandSyntax: Hashable, Sendable {
    public struct Word: Hashable, Sendable {
        /// Without its quotes; anything that the shell or Belay replaces in it appears as written.
        public var text: String
        /// The shell itself replaces a part of it, so the text does not show the final value.
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
