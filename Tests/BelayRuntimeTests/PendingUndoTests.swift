import BelayRuntime
import BelaySyntax
import Testing

@Suite("What is left to undo, for a person")
struct PendingUndoTests {
    /// The lines of what was left, a command as it is written.
    private func left(_ undo: String) async throws -> [String] {
        let test = try TestRun(
            """
            runbook "Left over"
            action put (name: text) {
                $ put $name
                undo {
                    \(undo.replacing("\n", with: "\n        "))
                }
            }
            phase "One" {
                put a
                fail "enough"
            }
            """)
        let end = await test.run(on: ScriptedWorld())
        #expect(end.outcome == .failed)
        return end.pendingUndo.flatMap(\.lines).map { line in
            switch line {
            case .command(let effect): effect.script.shown
            case .words(let words): "# \(words)"
            }
        }
    }

    @Test func `What the undo wants to be so comes before its commands`() async throws {
        let lines = try await left(
            """
            expect not (? holds $name) else "it is held"
            $ take $name
            await (? gone $name) within 30s
            wait 5s
            $ tidy
            """)
        #expect(
            lines == ["# expect not (? holds a)", "take a", "# await ? gone a within 30s", "# wait 5s", "tidy"])
    }

    @Test func `Each branch has its condition`() async throws {
        let lines = try await left(
            """
            if (? test -e old) {
                $ back old
            } else if (? test -e older) {
                $ back older
            } else {
                fail "nothing is there"
            }
            $ tidy
            """)
        #expect(
            lines == [
                "# if ? test -e old {", "back old", "# } else if ? test -e older {", "back older", "# } else {",
                "# fail: nothing is there", "# }", "tidy",
            ])
    }

    @Test func `A branch in which there is nothing to do is there where another one leans on it`() async throws {
        let lines = try await left(
            """
            if (? test -e first) {
                $ first
            }
            if (? test -e old) {
                say "it is there"
            } else {
                confirm "is that so {"
            }
            if (? test -e new) {
                say "and the new one"
            }
            """)
        #expect(
            lines == [
                "# if ? test -e first {", "first", "# }", "# if ? test -e old {", "# } else {",
                "# confirm: is that so {", "# }",
            ])
    }

    @Test func `One branch within another`() async throws {
        let lines = try await left(
            """
            if (? test -e old) {
                if (? test -e older) {
                    $ older
                }
                $ old
            } else if (? test -e new) {
                say "it is new"
            } else {
                if (? test -e newer) {
                    $ newer
                }
            }
            """)
        #expect(
            lines == [
                "# if ? test -e old {", "# if ? test -e older {", "older", "# }", "old", "# } else if ? test -e new {",
                "# } else {", "# if ? test -e newer {", "newer", "# }", "# }",
            ])
    }

    @Test func `What a person does is in it`() async throws {
        let lines = try await left(
            """
            confirm "are the clients away?"
            manual "pull the cable"
            $ take $name
            """)
        #expect(lines == ["# confirm: are the clients away?", "# manual: pull the cable", "take a"])
    }

    @Test func `What its actions ask for themselves is no line of it`() async throws {
        let test = try TestRun(
            """
            runbook "Left over"
            action start (name: text) {
                done when ? runs $name
                $ start $name
                undo { stop $name }
            }
            action stop (name: text) {
                done when not ? runs $name
                $ stop $name
                undo { start $name }
            }
            phase "One" {
                start a
                fail "enough"
            }
            """)
        let end = await test.run(on: ScriptedWorld { $0.sign == .reads ? .failed() : .succeeded() })
        #expect(end.pendingUndo.flatMap(\.commands).map(\.script.shown) == ["stop a"])
        #expect(end.pendingUndo.flatMap(\.lines).count == 1)
    }
}
