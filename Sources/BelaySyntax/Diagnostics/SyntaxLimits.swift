/// How much of a text is read, and how much is reported.
enum SyntaxLimits {
    /// How deep blocks, parentheses, lists, operators and the brackets of shell text may nest.
    static let nesting = 256
    /// After so many errors the rest is not reported.
    static let diagnostics = 100
}
