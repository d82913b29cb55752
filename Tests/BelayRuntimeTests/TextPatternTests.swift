import BelayTestSupport
import Testing

@testable import BelayRuntime

@Suite("Texts with … in them") struct TextPatternTests {
    @Test(arguments: [
        ("ls", "ls", true), ("ls", "ls \n", true), ("ls", "ls -l", false), ("ls …", "ls -l", true),
        ("… -l", "ls -l", true), ("…", "", true), ("a…b…c", "a1b2b3c", true), ("a…b…c", "ac", false),
        ("ab…ba", "aba", false), ("a…\n…z", "a1\n2z", true), ("", "", true), ("", "x", false),
    ])
    func `What it stands for matches`(pattern: String, text: String, matches: Bool) {
        #expect(TextPattern(pattern).matches(text) == matches)
    }

    /// A slow search that tries every place.
    private func isIn(_ text: Substring, _ pattern: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first != "…" { return text.first == first && isIn(text.dropFirst(), pattern.dropFirst()) }
        let rest = pattern.dropFirst()
        return isIn(text, rest) || !text.isEmpty && isIn(text.dropFirst(), pattern)
    }

    @Test func `Random ones match where a search that tries every place finds them`() {
        var random = SeededRandom(seed: 1)
        for _ in 0..<3000 {
            let pattern = String(
                (0..<Int.random(in: 0...6, using: &random)).map { _ in "ab…".randomElement(using: &random)! })
            let text = String(
                (0..<Int.random(in: 0...8, using: &random)).map { _ in "ab".randomElement(using: &random)! })
            #expect(TextPattern(pattern).matches(text) == isIn(text[...], pattern[...]), "\(pattern) in \(text)")
        }
    }
}
