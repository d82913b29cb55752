import BelayTestSupport
import Testing

/// What is computed with times and durations is what Python's datetime makes of it.
@Suite("Times agree with Python")
struct TimeAgreementTests {
    private static func time(_ dice: inout SeededRandom) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let year = dice.onceIn(8) ? dice.pick([1, 2, 9998, 9999]) : 1890 + dice.below(250)
        let padded = String(repeating: "0", count: 4 - "\(year)".count) + "\(year)"
        let date = "\(padded)-\(two(1 + dice.below(12)))-\(two(1 + dice.below(28)))"
        let clock = [dice.below(24), dice.below(60), dice.below(60)].map(two).joined(separator: ":")
        let fraction = dice.pick(["", "", ".5", ".250", ".000001", ".999999"])
        let isAtEdge = year < 3 || year > 9997
        let zone = isAtEdge ? "Z" : dice.pick(["Z", "Z", "+00:00", "+01:00", "-08:00", "+05:45"])
        return "\(date)T\(clock)\(fraction)\(zone)"
    }

    private static func duration(_ dice: inout SeededRandom) -> String {
        dice.pick([
            "\(dice.below(400))d", "\(dice.below(60))d\(dice.below(24))h", "\(dice.below(100))h",
            "\(dice.below(9000))s",
            "\(dice.below(100))m\(dice.below(60))s", "\(dice.below(5000))ms", "-\(dice.below(50))d\(dice.below(24))h",
            "0.001ms",
        ])
    }

    @Test func `Python computes the same from random times`() async throws {
        var dice = SeededRandom(seed: Reference.seed)
        var expressions: [String] = []
        for _ in 0..<2000 {
            let (one, other, length) = (Self.time(&dice), Self.time(&dice), Self.duration(&dice))
            expressions.append(
                dice.pick([
                    "\(one) + \(length)", "\(one) - \(length)", "\(length) + \(one)", "\(one) - \(other)",
                    "\(one) \(dice.pick(["<", "<=", ">", ">=", "is", "is not"])) \(dice.onceIn(4) ? one : other)",
                    "(\(one) + \(length)) - \(one)", "\(length) + \(Self.duration(&dice))",
                ]))
        }
        let answers = try Reference.python("times.py", expressions)
        try #require(answers.count == expressions.count)
        var failures = 0
        for (expression, answer) in zip(expressions, answers) {
            #expect(await Evaluation.said(of: expression) == answer, "\(expression)")
            failures += answer == "fails" ? 1 : 0
        }
        #expect(failures > 0 && failures < expressions.count / 3)
    }
}
