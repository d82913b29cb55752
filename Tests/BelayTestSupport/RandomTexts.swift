/// Texts that a careless program would split, expand or swallow; the same ones for the same seed.
public struct RandomTexts: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// SplitMix64.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private static let parts = [
        " ", "  ", "\t", "\n", "\n\n", "\r", "\r\n", "'", "''", "\"", "\\", "\\\\", "\\n", "\\'", "`id`", "$(id)",
        "$HOME",
        "${PATH}", "$", "$$", "$1", "$@", "*", "?", "[a-z]", "{a,b}", "~", "~root", "!", "!!", "#", "# no", ";", "&",
        "&&",
        "|", "||", "<", ">", ">>", "(", ")", "{", "}", "=", "A=b", "-", "--", "-n", "-rf", "/", "/*", "..", "%s", "%n",
        "%%",
        "a", "Z", "0", "word", "é", "ß", "日本", "😀", "e\u{301}", "\u{301}", "\u{200D}", "\u{200B}", "\u{FEFF}", "\u{1}",
        "\u{7F}", "\u{1B}[0m",
        "\u{1E}", "\u{1E}exit 0", ".", ".\n", "+", "=x", "\u{85}", "\u{A0}", "\u{2028}", "EOF", "\\0", "\\c", "null",
    ]

    /// One text of up to a dozen parts; now and then an empty one.
    public mutating func text() -> String {
        let count = Int.random(in: 0...12, using: &self)
        return (0..<count).map { _ in Self.parts.randomElement(using: &self) ?? "" }.joined()
    }

    public mutating func texts(_ count: Int) -> [String] { (0..<count).map { _ in text() } }
}
