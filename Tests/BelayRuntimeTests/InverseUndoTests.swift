import BelayRuntime
import BelaySyntax
import Testing

@Suite("An undo that calls the inverse action")
struct InverseUndoTests {
    private static let pool = """
        runbook "Try" "Tries."
        action drain (web: text) {
            $ drain $web
            undo { return $web }
        }
        action return (web: text) {
            $ return $web
            undo { drain $web }
        }
        phase "One" {
            on failure undo
            drain a
            return b
            fail "enough"
        }
        """

    @Test func `What an undo does is not undone`() async throws {
        let world = ScriptedWorld()
        #expect(await (try TestRun(Self.pool)).run(on: world).outcome == .handled)
        #expect(world.changes == ["drain a", "return b", "drain b", "return a"])
    }

    @Test func `A plan has an end and shows each once`() async throws {
        #expect(
            await (try TestRun(Self.pool)).plan() == [
                "1.2.1 $ drain a", "1.3.1 $ return b", "1.3.undo.1.1 $ drain b", "1.2.undo.1.1 $ return a",
            ])
    }

    @Test func `An undo that fails leaves what is left as commands`() async throws {
        let world = ScriptedWorld { $0.script.shown == "drain b" ? .failed() : .succeeded() }
        let end = await (try TestRun(Self.pool)).run(on: world)
        #expect(end.outcome == .handlerFailed)
        #expect(end.pendingUndo.map { $0.commands.map(\.script.shown) } == [["drain b"], ["return a"]])
    }

    @Test func `A resumed run continues an undo where it was`() async throws {
        let test = try TestRun(Self.pool)
        let first = ScriptedWorld()
        await test.run(on: first)
        let last = first.records.lastIndex {
            if case .intent(let intent) = $0 { intent.command == "drain b" } else { false }
        }
        let world = ScriptedWorld(knowing: .happened)
        let end = await test.request().perform(
            on: world.dependencies, stepCount: 0, lock: nil,
            history: RunHistory(Array(first.records[...(try #require(last))])))
        #expect(end.outcome == .handled)
        #expect(world.changes == ["return a"])
    }
}
