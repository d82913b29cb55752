import BelayLanguage
import BelayRuntime
import BelayTestSupport
import Foundation
import Testing

/// Whatever a value is, bash gives a command the value's own text, unquoted, in a longer word and in double quotes.
@Suite("Quoted values agree with bash")
struct QuotingAgreementTests {
    private static let runbook = #"""
        runbook "Quote"
        param one: text
        param many: list of text
        param number: number
        param time: duration
        phase "Quote" {
            ? printf '%s\0' x$one "<$one>" -- $one $many "$number" "$time" ${many[0]}
        }
        """#

    @Test func `bash reads random quoted values back`() async throws {
        var maker = RandomTexts(seed: Reference.seed)
        var generator = SeededRandom(seed: Reference.seed)
        var (script, wanted) = ("", [String]())
        for _ in 0..<1500 {
            let texts = maker.texts(3)
            let (number, time) = (RandomExpression.number(&generator), RandomExpression.duration(&generator))
            let parameters: [String: Value] = try [
                "one": .text(texts[0]), "many": .list([.text(texts[1]), .text(texts[2])]),
                "number": Value(reading: number, as: .number), "time": Value(reading: time, as: .duration),
            ]
            let evaluation = try #require(await Evaluation(Self.runbook, parameters))
            let effect = try #require(evaluation.plan.effects.first?.script.known)
            script += effect + "\n"
            wanted += ["x\(texts[0])", "<\(texts[0])>", "--", texts[0], texts[1], texts[2]]
            wanted += [parameters["number"]?.shown ?? "", parameters["time"]?.shown ?? "", texts[1]]
        }
        let printed = try Reference.run("/bin/bash", ["-euo", "pipefail"], Data(script.utf8))
        let words = printed.utf8.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
            String($0) ?? ""
        }
        #expect(words == wanted)
    }
}
