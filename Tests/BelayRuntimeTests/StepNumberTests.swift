import BelayRuntime
import BelayTestSupport
import Testing

/// The number of a step is what `--happened` and `--confirm` name it by.
struct StepNumberTests {
    private func path(_ labels: String...) -> StepPath {
        StepPath(
            [.ordinal(1)] + labels.flatMap { [.ordinal(1), .element(position: 1, label: $0), .ordinal(1)] })
    }

    @Test func `Brackets that pair up stand as they are`() {
        #expect(path("[host=web1, tags=[a, b]]").description == "1.1[[host=web1, tags=[a, b]]].1")
        #expect(path("p].1[q").description == #"1.1[p\].1\[q].1"#)
        #expect(path("[a").description == #"1.1[\[a].1"#)
        #expect(path("a\r\nb", #"a\nb"#, "").description == #"1.1[a\r\nb].1.1[a\\nb].1.1[].1"#)
    }

    /// Whatever elements hold, no two steps have one number, and what follows a number's `=` is told from it.
    @Test func `No two steps have one number`() {
        var generator = SeededRandom(seed: 33)
        let pieces = ["p", "q", "[", "]", "\\", "\n", "n", "=", ".1", "].1.1[", "~2", ".undo"]
        var known: [String: StepPath] = [:]
        for _ in 0..<20_000 {
            var components: [StepPath.Component] = [.ordinal(1 + generator.below(2))]
            for _ in 0..<generator.below(4) {
                let label = generator.text(of: pieces, count: generator.below(4))
                components += [
                    .ordinal(1), generator.pick([.element(position: 1, label: label), .attempt(2), .undo]), .ordinal(1),
                ]
            }
            let step = StepPath(components)
            let number = step.description
            #expect(known.updateValue(step, forKey: number).map { $0 == step } ?? true, "\(number)")
            #expect(!number.contains("\n"))
            let argument = number + "=" + generator.text(of: pieces, count: 2)
            let end = StepPath.end(ofNumberIn: argument)
            #expect(end.map { String(argument[..<$0]) } == number)
        }
    }
}
