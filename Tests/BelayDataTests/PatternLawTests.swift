import BelayData
import BelayTestSupport
import Testing

@Suite struct PatternLawTests {
    /// Swift's own regular expressions turn back where ours do not; on small patterns and texts both must find the same.
    /// What repeats is never empty, as there the two differ by intention: Swift ends a repetition at an empty turn.
    @Test func `It agrees with the standard library`() throws {
        var generator = SeededRandom(seed: 3)
        for _ in 0..<3000 {
            let text = RandomPattern(&generator, depth: 3).text
            let pattern = try Pattern(text)
            let regex = try Regex(text).matchingSemantics(.unicodeScalar).asciiOnlyWordCharacters()
                .asciiOnlyCharacterClasses().wordBoundaryKind(.simple)
            let replacement = "<" + (0...min(9, pattern.groupCount)).map { "\\\($0)" }.joined(separator: "|") + ">"
            for _ in 0..<4 {
                let subject = generator.text(of: ["a", "b", "c", "A", " ", "é"], count: generator.below(8))
                #expect(pattern.matches(subject) == subject.contains(regex), "\(text) in \(subject)")
                let ours = try pattern.replacing(in: subject, with: replacement)
                #expect(ours == marked(subject, regex), "\(text) in \(subject)")
            }
        }
    }

    private func marked(_ subject: String, _ regex: Regex<AnyRegexOutput>) -> String {
        var result = ""
        var end: String.Index?
        var copied = subject.startIndex
        for match in subject.matches(of: regex) {
            if match.range.isEmpty, match.range.lowerBound == end { continue }
            let groups = match.output.prefix(10).map { $0.substring.map(String.init) ?? "" }
            result += subject[copied..<match.range.lowerBound] + "<" + groups.joined(separator: "|") + ">"
            copied = match.range.upperBound
            end = copied
        }
        return result + subject[copied...]
    }

    /// Each of these takes a backtracking matcher longer than the universe has.
    @Test(arguments: [
        "(a*)*b", "(a+)+b", "(a|aa)+b", "(a?){9}a{9}b", "(.*)(.*)(.*)(.*)(.*)[0-9]", "(?:a|b|ab)*bc", "^(a|a?)+$b",
    ])
    func `Pathological patterns take linear time`(text: String) throws {
        let pattern = try Pattern(text)
        let subject = String(repeating: "a", count: 10_000)
        #expect(!pattern.matches(subject))
        #expect(try pattern.replacing(in: subject + "c", with: "x") == subject + "c")
    }

    @Test func `A long text takes linear time`() throws {
        #expect(try !Pattern("(a*)*b").matches(String(repeating: "a", count: 100_000)))
    }

    /// Finding each of very many matches looks to the end of the text first, unless one knows what comes.
    @Test func `Many matches take linear time`() throws {
        let subject = String(repeating: "a", count: 20_000)
        #expect(try Pattern("a.*b|a").replacing(in: subject, with: "x") == String(repeating: "x", count: 20_000))
        #expect(try Pattern("(?:a*b)?").replacing(in: subject, with: "") == subject)
    }

    /// The blocks in which a long text is looked through leave no trace.
    @Test func `Long strings of wide scalars take linear time`() throws {
        let piece = "aé😀\n"
        let subject = String(repeating: piece, count: 2000)
        let expected = String(repeating: "[é][😀]\n", count: 2000)
        #expect(try Pattern("a?([^a\n])").replacing(in: subject, with: #"[\1]"#) == expected)
        #expect(try Pattern("(?s).*").replacing(in: subject, with: #"\0"#) == subject)
    }

    @Test func `Any text is a pattern or refused`() {
        var generator = SeededRandom(seed: 4)
        let pieces = [
            "a", "(", ")", "[", "]", "{", "}", "{2,3}", "|", "*", "+", "?", "\\", "^", "$", ".", "-", ",", ":", "(?",
            "i", "<", "=", "[:alpha:]", "[^",
            "d", "x", "u", "41", "é", "😀", "\n",
        ]
        for _ in 0..<5000 {
            let text = generator.text(of: pieces, count: generator.below(10))
            do {
                let pattern = try Pattern(text)
                let subject = generator.text(of: pieces, count: generator.below(10))
                #expect(try pattern.replacing(in: subject, with: #"\0"#) == subject)
            } catch {
                #expect(error.offset <= text.utf8.count)
            }
        }
    }
}

/// A small pattern that is always right.
private struct RandomPattern {
    var text: String
    var canBeEmpty: Bool

    init(_ generator: inout SeededRandom, depth: Int) {
        switch generator.below(depth == 0 ? 3 : 9) {
        case 0, 1: self.init(generator.pick(["a", "b", "c", "é"]), canBeEmpty: false)
        case 2 where generator.onceIn(3): self.init(generator.pick(["^", "$", #"\b"#, #"\B"#, "()"]), canBeEmpty: true)
        case 2:
            let sets = [".", "[ab]", "[^a]", #"\w"#, #"\s"#, #"\D"#, "(?i:A)", "[b-c]"]
            self.init(generator.pick(sets), canBeEmpty: false)
        case 3, 4:
            let one = RandomPattern(&generator, depth: depth - 1)
            let other = RandomPattern(&generator, depth: depth - 1)
            self.init(one.text + other.text, canBeEmpty: one.canBeEmpty && other.canBeEmpty)
        case 5:
            let one = RandomPattern(&generator, depth: depth - 1)
            let other = RandomPattern(&generator, depth: depth - 1)
            self.init("(?:\(one.text)|\(other.text))", canBeEmpty: one.canBeEmpty || other.canBeEmpty)
        case 6:
            let inner = RandomPattern(&generator, depth: depth - 1)
            self.init("(\(inner.text))", canBeEmpty: inner.canBeEmpty)
        default:
            let inner = RandomPattern(&generator, depth: depth - 1)
            let counts = inner.canBeEmpty ? ["?"] : ["*", "+", "?", "{2}", "{1,2}", "{0,2}", "{2,}"]
            let count = generator.pick(counts)
            self.init(
                "(?:\(inner.text))\(count)\(generator.pick(["", "", "?"]))",
                canBeEmpty: inner.canBeEmpty || ["*", "?", "{0,2}"].contains(count))
        }
    }

    private init(_ text: String, canBeEmpty: Bool) {
        self.text = text
        self.canBeEmpty = canBeEmpty
    }
}
