/// Texts that a careless program would split, expand or swallow; the same ones for the same seed.
public struct RandomTexts: RandomNumberGenerator {
    private var random: SeededRandom

    public init(seed: UInt64) { random = SeededRandom(seed: seed) }

    public mutating func next() -> UInt64 { random.next() }

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
