/// How much of a text is read, and how much is reported.
public enum SyntaxLimits {
    /// How deep blocks, parentheses, lists, operators and the brackets of shell text may nest.
    public static let nesting = 256
    /// After so many errors the rest is not reported.
    public static let diagnostics = 100
}
