import BelayRuntime
import BelaySyntax
import Testing

@Suite("A done when in a place")
struct DoneInPlacesTests {
    private static let place = """
        runbook "Try" "Tries."
        action put (name: text) {
            let here = ? here
            on web1 as root {
                within 1m { with env A=b {
                    let there = ? there
                    done when (? test -e $name)
                    $ put $name
                } }
            }
            $ tell $here
        }
        phase "One" { put x
            $ after }
        """

    @Test func `It is asked there, before and after`() async throws {
        let test = try TestRun(Self.place)
        let count = Counter()
        let world = ScriptedWorld { effect in
            guard effect.script.shown == "test -e x" else { return .succeeded("v") }
            return count.next() == 1 ? .failed() : .succeeded()
        }
        #expect(await test.run(on: world).outcome == .done)
        #expect(world.changes == ["put x", "tell v", "after"])
        let asked = world.effects.filter { $0.script.shown == "test -e x" }
        #expect(asked.map { $0.location.shown } == ["web1 as root", "web1 as root"])
        #expect(asked.map { $0.environment.map(\.name) } == [["A"], ["A"]])
    }

    @Test func `What is done is skipped as a whole, also behind the place`() async throws {
        let world = ScriptedWorld { _ in .succeeded("v") }
        #expect(await (try TestRun(Self.place)).run(on: world).outcome == .done)
        #expect(world.changes == ["after"])
        #expect(
            world.events.contains {
                if case .stepFinished(let end) = $0 { end.kind == .action && end.ending == .alreadyDone } else { false }
            })
    }

    @Test func `After the body it must hold`() async throws {
        let world = ScriptedWorld { $0.script.shown == "test -e x" ? .failed() : .succeeded("v") }
        let end = await (try TestRun(Self.place)).run(on: world)
        #expect(end.failure?.message.hasPrefix("it finished and is still not done") == true)
    }

    /// It says whether a change happened whose end was not seen.
    @Test(arguments: [true, false]) func `It settles a change of an interrupted run`(isDone: Bool) async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            action put { on web1 {
                done when (? there)
                $ put
            } }
            phase "One" { put
                $ after }
            """)
        let first = ScriptedWorld { $0.script.shown == "there" ? .failed() : .succeeded() }
        await test.run(on: first)
        var records: [JournalRecord] = []
        for record in first.records {
            records.append(record)
            if case .intent = record { break }
        }
        let count = Counter()
        let world = ScriptedWorld { effect in
            guard effect.script.shown == "there" else { return .succeeded() }
            return isDone || count.next() > 1 ? .succeeded() : .failed()
        }
        let end = await test.request().perform(
            on: world.dependencies, stepCount: 0, lock: nil, history: RunHistory(records))
        #expect(end.outcome == .done)
        #expect(world.changes == (isDone ? ["after"] : ["put", "after"]))
    }

    @Test func `A plan shows the rest under it`() async throws {
        let plan = await (try TestRun(Self.place)).request().plan()
        #expect(plan.effects.filter { $0.sign != .reads }.map(\.script.shown) == ["put x", "tell ‹here›", "after"])
        let conditions = plan.events.compactMap {
            if case .branchStarted(let start) = $0 { start.conditions } else { nil }
        }
        #expect(conditions.map { $0.map(\.shown) } == [["unless ? test -e x"]])
    }
}
