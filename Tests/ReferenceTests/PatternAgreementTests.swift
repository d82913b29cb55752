import BelayData
import BelayTestSupport
import Testing

/// Patterns and replacements find and make what Python's `re` does, on what the two share: ASCII classes, and nothing
/// empty that repeats.
@Suite("Patterns agree with Python")
struct PatternAgreementTests {
    @Test func `Python finds the same with random patterns`() throws {
        var generator = SeededRandom(seed: Reference.seed)
        let cases = (0..<5000).map { _ in
            (
                pattern: pattern(3, &generator).text,
                // To Python before 3.14 nothing is not a place between two letters, to us and to others it is.
                subject: generator.text(of: ["a", "b", "c", "A", "1", "_", " ", "-"], count: 1 + generator.below(8))
            )
        }
        let answers = try Reference.python(
            "patterns.py", cases.map { DataValue.array([.string($0.pattern), .string($0.subject)]).text })
        try #require(answers.count == cases.count)
        for (one, answer) in zip(cases, answers) {
            let pattern = try Pattern(one.pattern)
            let groups = (0...min(9, pattern.groupCount)).map { "\\\($0)" }.joined(separator: "|")
            let replaced = try pattern.replacing(in: one.subject, with: "<\(groups)>")
            #expect(try DataValue(parsing: answer) == .string(replaced), "\(one.pattern) in \(one.subject)")
            #expect(pattern.matches(one.subject) == replaced.contains("<"), "\(one.pattern) in \(one.subject)")
        }
    }

    private func pattern(_ depth: Int, _ generator: inout SeededRandom) -> (text: String, canBeEmpty: Bool) {
        switch generator.below(depth == 0 ? 4 : 10) {
        case 0, 1: return (generator.pick(["a", "b", "c", "1", "-", #"\."#, "_"]), false)
        case 2:
            return (
                generator.pick([".", "[ab]", "[^a]", #"\w"#, #"\s"#, #"\D"#, #"\d"#, "(?i:A)", "[b-c1]", #"[\w-]"#]),
                false
            )
        case 3: return (generator.pick(["^", "$", #"\b"#, #"\B"#, "()"]), true)
        case 4, 5:
            let (one, other) = (pattern(depth - 1, &generator), pattern(depth - 1, &generator))
            return (one.text + other.text, one.canBeEmpty && other.canBeEmpty)
        case 6:
            let (one, other) = (pattern(depth - 1, &generator), pattern(depth - 1, &generator))
            return ("(?:\(one.text)|\(other.text))", one.canBeEmpty || other.canBeEmpty)
        case 7:
            let inner = pattern(depth - 1, &generator)
            return ("(\(inner.text))", inner.canBeEmpty)
        default:
            let inner = pattern(depth - 1, &generator)
            let count = generator.pick(inner.canBeEmpty ? ["?"] : ["*", "+", "?", "{2}", "{1,2}", "{0,2}", "{2,}"])
            let isOptional = inner.canBeEmpty || ["*", "?", "{0,2}"].contains(count)
            return ("(?:\(inner.text))\(count)\(generator.pick(["", "", "?"]))", isOptional)
        }
    }
}
