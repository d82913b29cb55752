import BelayTestSupport
import Testing

/// Every expression comes to what Python makes of it with exact fractions.
@Suite("Expressions agree with Python")
struct ExpressionLawTests {
    @Test func `Python computes the same from random expressions`() async throws {
        var generator = SeededRandom(seed: Reference.seed)
        let expressions = (0..<3000).map { _ in RandomExpression(&generator) }
        let answers = try Reference.python("expressions.py", expressions.map(\.python))
        try #require(answers.count == expressions.count)
        var failures = 0
        for (expression, answer) in zip(expressions, answers) {
            let said = await Evaluation.said(of: expression.belay)
            #expect(said == answer, "\(expression.belay)")
            failures += answer == "fails" ? 1 : 0
        }
        #expect(failures < expressions.count / 3, "that many cases say little")
    }

    private static let strengths = [
        ["or"], ["and"], ["is", "is not", "<", "<=", ">", ">="], ["+", "-"], ["*", "/"],
    ]

    /// Of every two operators the stronger one takes its operands first, and of two equals the left one, with all
    /// operands for which that makes a difference.
    @Test func `Python groups every pair of operators alike`() async throws {
        let operators = Self.strengths.enumerated().flatMap { (strength, signs) in signs.map { ($0, strength) } }
        var compared = 0
        for (one, first) in operators {
            for (other, second) in operators {
                if first == 2, second == 2 { continue }
                for operands in Self.operands(one, other) {
                    let plain = "\(operands[0]) \(one) \(operands[1]) \(other) \(operands[2])"
                    let left = "(\(operands[0]) \(one) \(operands[1])) \(other) \(operands[2])"
                    let right = "\(operands[0]) \(one) (\(operands[1]) \(other) \(operands[2]))"
                    guard let binds = await Evaluation.said(of: first >= second ? left : right) else { continue }
                    let said = await Evaluation.said(of: plain)
                    #expect(said == binds, "\(plain)")
                    compared += 1
                }
            }
        }
        #expect(compared > 100)
    }

    private static func operands(_ one: String, _ other: String) -> [[String]] {
        func kinds(_ sign: String) -> [String] { sign == "and" || sign == "or" ? ["yes", "no"] : ["7", "3", "2"] }
        var rows: [[String]] = []
        for first in kinds(one) {
            for second in Set(kinds(one) + kinds(other)) {
                for third in kinds(other) { rows.append([first, second, third]) }
            }
        }
        return rows
    }
}
