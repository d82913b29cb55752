import Testing

@Suite("A long plan at a terminal")
struct PagerTests {
    /// A runbook whose plan has more lines than the screen has rows.
    private static let long =
        "runbook \"Long\" \"Many steps.\"\nphase \"One\" {\n"
        + (1...40).map { "    $ echo \($0)\n" }.joined() + "}\n"

    private func plan(_ pager: String?, height: UInt16 = 24) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            ["plan", "a.runbook"], files: ["a.runbook": Self.long],
            environment: pager.map { ["PAGER": $0] } ?? [:], height: height)
        #expect(terminal.status() == 0)
        return terminal
    }

    @Test func `It is shown with what PAGER says`() throws {
        let terminal = try plan("sh -c 'cat > paged; echo quoth $LESS'")
        #expect(try terminal.text(of: "paged").contains("1.40   $ echo 40"))
        #expect(!terminal.seen.contains("echo 40"))
        #expect(terminal.seen.contains("quoth FRX"))
    }

    @Test(arguments: ["", "cat"]) func `With no pager it is written`(pager: String) throws {
        #expect(try plan(pager).seen.contains("1.40   $ echo 40"))
    }

    @Test func `One that fits is written, and so is one whose pager is not there`() throws {
        #expect(try plan("cat > paged", height: 60).seen.contains("1.40   $ echo 40"))
        #expect(try plan("no-such-pager").seen.contains("1.40   $ echo 40"))
    }
}
