import BelayLanguage
import BelaySource
import BelaySyntax
import Testing

@Suite("What is typed into a session with a runbook")
struct SessionTests {
    private static let runbook = """
        param node: host
        let port = 8080
        probe web answers on (which: host) { on $which { expect ? curl -fsS http://localhost:$port/ } }
        phase "Go" { say "$port" }
        """

    private func check(_ inputs: [String]) -> CheckedInput {
        let files = ([Self.runbook] + inputs).enumerated().map { number, text in
            let source = SourceText(file: FileNumber(number), name: "input \(number)", bytes: Array(text.utf8))
            return RunbookFile(source: source, syntax: Parser.parse(source).file)
        }
        return Checker.check(files, runbook: FileNumber(0), inputs: inputs.indices.map { FileNumber($0 + 1) })
    }

    @Test func `An input sees the runbook, and what was typed before`() throws {
        let checked = check([
            "let a = ? hostname", "probe b { expect web answers on $node }", "expect b and $a is \"$port\"",
        ])
        #expect(checked.diagnostics == [])
        let program = try #require(checked.program)
        #expect(program.definitions.count == 2)
        #expect(program.bodyFrame.names == ["a"])
        #expect(checked.block.statements.count == 1)
        #expect(checked.block.statements[0].ordinal == 2)
    }

    @Test func `Names keep their slots when more is typed`() {
        let one = check(["let a = ? x", "let b = ? y"])
        let two = check(["let a = ? x", "let b = ? y", "phase \"x\" { ? true }", "on $node { let c = ? z }"])
        #expect(one.program?.bodyFrame.names == ["a", "b"])
        #expect(two.program?.bodyFrame.names == ["a", "b", "c"])
    }

    @Test func `Only what is new is reported`() {
        #expect(check(["let a = 5", "$ x '$port'", "$ y '$port'"]).diagnostics.map(\.span.file.rawValue) == [3])
        #expect(check(["let a = 5", "let a = 6"]).diagnostics.map(\.code) == ["B0223"])
        #expect(check(["say $nobody"]).diagnostics.map(\.code) == ["B0220"])
        #expect(check(["point of no return \"x\""]).diagnostics.map(\.code) == ["B0411"])
        #expect(check(["param x: text"]).diagnostics.map(\.code) == ["B0503"])
    }
}
