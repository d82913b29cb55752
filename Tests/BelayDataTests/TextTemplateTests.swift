import BelayData
import BelayTestSupport
import Testing

@Suite("Texts with places for values") struct TextTemplateTests {
    /// The pieces as one text, each place in ‹›.
    private func marked(_ text: String) throws -> String {
        try TextTemplate(text).pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .place(let place):
                "‹\(place.path.joined(separator: "/")) \(place.position.line):\(place.position.column)›"
            }
        }.joined()
    }

    @Test(arguments: [
        ("", ""), ("plain é\n", "plain é\n"), ("${a}", "‹a 1:1›"), ("x${a}${b_2}y", "x‹a 1:2›‹b_2 1:6›y"),
        ("é\n é${a.b.c}", "é\n é‹a/b/c 2:3›"), ("$a $ $$ $(x) {b}", "$a $ $$ $(x) {b}"),
        (#"\${a} \$ \\"#, #"${a} \$ \\"#),
        (#"\${"#, "${"), ("$${a}", "$‹a 1:2›"),
    ])
    func `Only a name in braces is a place`(text: String, shown: String) throws {
        #expect(try marked(text) == shown)
    }

    @Test(arguments: [
        ("${", 1), ("a ${", 3), ("${}", 1), ("${a", 1), ("${a-b}", 1), ("${a:-b}", 1), ("${a.}", 1), ("${1}", 1),
        ("${ a}", 1),
    ])
    func `Anything else in braces is refused where it is`(text: String, column: Int) {
        #expect { try TextTemplate(text) } throws: { ($0 as? TextTemplate.Problem)?.position.column == column }
    }

    /// What is written with every `${` escaped comes out as it was.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `A text without places is itself`(seed: UInt64) throws {
        var dice = SeededRandom(seed: seed)
        let text = dice.text(of: ["$", "{", "}", "\\", "a", "é", "\n", "."], count: dice.below(30))
        // A backslash before it is one more to write.
        guard !text.contains("\\${") else { return }
        #expect(try marked(text.replacing("${", with: "\\${")) == text)
    }
}
