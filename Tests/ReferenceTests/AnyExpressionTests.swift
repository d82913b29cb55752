import BelayTestSupport
import Testing

/// No expression traps, whatever it is made of: each is refused by the check, fails as it runs, or has a value.
@Suite("No expression traps")
struct AnyExpressionTests {
    /// Values of every kind, of which the check does not know the kind.
    private static let record = """
        let r = [n=7, zero=0, big=99999999999999999999999999999999999999, small=-0.00000000000000000001, d=10m, long=876000h, \
        past=-5s, t="text", digits="12", yes=yes, none=none, list=[1, "a", 5s], empty=[], in=[n=1, d=5s], m=1k, z=007]

        """

    @Test func `Expressions of any kind give a value or a failure`() async {
        var generator = SeededRandom(seed: Reference.seed)
        var counts = (refused: 0, failed: 0, had: 0)
        for _ in 0..<2000 {
            let text = expression(generator.pick([1, 1, 2, 2, 3, 5]), &generator)
            switch await Evaluation.said(of: text, before: Self.record) {
            case nil: counts.refused += 1
            case "fails"?: counts.failed += 1
            case _?: counts.had += 1
            }
        }
        #expect(counts.failed > 100 && counts.had > 100, "\(counts)")
    }

    @Test(arguments: [
        "876000h * 999999999 * 999999999", "1h * 99999999999999999999999999999999999999", "1ms / 0.0000000000000000001",
        "99999999999999999999999999999999999999 * 99999999999999999999999999999999999999", "5s / 0s", "1 / 0",
        "876000h + 1ms", "-876000h - 1ms", "340282366920938463463374607431768211455 + 1",
    ])
    func `What does not fit fails`(expression: String) async {
        #expect(await Evaluation.said(of: expression) == "fails")
    }

    private func expression(_ depth: Int, _ generator: inout SeededRandom) -> String {
        guard depth > 0 else { return operand(&generator) }
        let one = expression(depth - generator.below(3) - 1, &generator)
        let other = expression(depth - generator.below(3) - 1, &generator)
        switch generator.below(12) {
        case 0: return "(not \(one))"
        case 1: return "(if \(one) then \(other) else \(operand(&generator)))"
        case 2: return "(count of \(one))"
        case 3: return "(\(one) replacing '\(generator.pick(["a", "(", ".*"]))' with \(other))"
        case 4: return "(\(one) matching '\(generator.pick(["a", "[", "1"]))')"
        case 5: return "[\(one), \(other)]"
        case 6: return operand(&generator)
        default: return "(\(one) \(generator.pick(Self.operators)) \(other))"
        }
    }

    private static let operators = [
        "+", "-", "*", "/", "+", "-", "*", "/", "<", "<=", ">", ">=", "is", "is not", "in", "not in", "contains", "and",
        "or",
        "matches",
    ]

    private func operand(_ generator: inout SeededRandom) -> String {
        switch generator.below(8) {
        case 0: return RandomExpression.number(&generator)
        case 1: return RandomExpression.duration(&generator)
        default:
            return "$r."
                + generator.pick([
                    "n", "zero", "big", "small", "d", "long", "past", "t", "digits", "yes", "none", "list", "empty",
                    "in", "m",
                    "z", "gone", "in.d", "list[0]", "list[9]",
                ])
        }
    }
}
