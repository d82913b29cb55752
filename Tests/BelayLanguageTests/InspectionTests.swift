import BelayLanguage
import BelaySource
import BelaySyntax
import Testing

@Suite("What is typed while a step holds")
struct InspectionTests {
    private static let runbook = """
        param node: host
        let port = 8080
        action mend (name: path) [size: number = 3] {
            for old in [1, 2] { ? echo $old }
            for x in [a, b] {
                let twice = "$name$x"
                $ touch $twice $size
                let later = ? true
                ? echo $later
            }
            on failure { say "mending" }
            ? true
        }
        phase "Go" { mend "$port" }
        """

    private func look(_ texts: [String], from statement: String) throws -> CheckedInput {
        let files = ([Self.runbook] + texts).enumerated().map { number, text in
            let source = SourceText(file: FileNumber(number), name: "input \(number)", bytes: Array(text.utf8))
            return RunbookFile(source: source, syntax: Parser.parse(source).file)
        }
        let range = try #require(Self.runbook.ranges(of: statement).first)
        let start = Self.runbook[..<range.lowerBound].utf8.count
        return Checker.check(
            files, runbook: FileNumber(0), inputs: [], looks: texts.indices.map { FileNumber($0 + 1) },
            from: Span(file: FileNumber(0), start: start, end: start + statement.utf8.count))
    }

    @Test
    func `The names before the statement are seen, not those of blocks that are over or of what comes later`() throws {
        let checked = try look(["say \"$name $size $x $twice $port ${node.user}\""], from: "$ touch $twice")
        #expect(checked.diagnostics == [])
        #expect(checked.visibleNames?.names.map(\.name) == ["name", "size", "x", "twice"])
        #expect(checked.program?.bodyFrame.names == ["name", "size", "x", "twice"])
        for name in ["old", "later"] {
            #expect(try look(["say $\(name)"], from: "$ touch $twice").program == nil)
        }
    }

    @Test func `Each name leads to the slot that the step has it in`() throws {
        let program = try #require(try look(["say yes"], from: "$ touch $twice").program)
        let frame = try #require(program.definitions.first).frame
        let visibleNames = try #require(try look(["say yes"], from: "$ touch $twice").visibleNames)
        #expect(visibleNames.names.map { frame.names[$0.slot] } == visibleNames.names.map(\.name))
    }

    @Test
    func `What failed has a name there, what was typed is known, and nothing of the step is numbered with it`() throws {
        let checked = try look(
            ["let seen = ? echo", "probe fine { expect yes }", "expect fine and $seen is $failure.message"],
            from: "$ touch $twice")
        #expect(checked.diagnostics == [])
        #expect(checked.block.statements.first?.ordinal == 2)
    }

    @Test func `At the runbook's own level its parameters and first “let”s are there`() throws {
        let checked = try look(["say \"$port ${node.address}\""], from: "mend \"$port\"")
        #expect(checked.diagnostics == [])
        #expect(checked.visibleNames?.names.isEmpty == true)
    }
}
