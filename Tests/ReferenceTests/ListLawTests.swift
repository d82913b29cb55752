import BelayTestSupport
import Testing

/// Operators on lists, records and texts make what Python makes.
@Suite("Lists agree with Python")
struct ListLawTests {
    @Test func `Python makes the same of random lists, records and strings`() async throws {
        var dice = SeededRandom(seed: Reference.seed)
        let expressions = (0..<3000).map { _ in RandomListExpression.written(&dice) }
        let answers = try Reference.python("lists.py", expressions.map(\.python))
        try #require(answers.count == expressions.count)
        var failures = 0
        for (expression, answer) in zip(expressions, answers) {
            let said = await Evaluation.shown(expression.belay)
            #expect(said == answer, "\(expression.belay)")
            failures += answer == "fails" ? 1 : 0
        }
        #expect(failures < expressions.count / 4, "that many cases say little")
    }
}
