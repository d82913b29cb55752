import BelayRuntime
import BelaySyntax
import Synchronization
import Testing

private final class Rows: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) { left = Mutex(count) }

    var count: Int { left.withLock { $0 } }

    func take() { left.withLock { $0 -= 1 } }
}

@Suite("Rounds of a repeat")
struct RoundTests {
    /// A queue of so many rows, of which each `take` takes one.
    private func world(rows: Int) -> ScriptedWorld {
        let left = Rows(rows)
        return ScriptedWorld { effect in
            switch effect.script.shown {
            case "empty": return left.count <= 0 ? .succeeded() : .failed()
            case "broken": return .failed(2)
            case "take": left.take()
            default: break
            }
            return .succeeded()
        }
    }

    private func runbook(_ head: String, _ body: String = "$ take") throws -> TestRun {
        try TestRun("phase \"P\" {\n repeat \(head) { \(body) }\n $ after\n}\n")
    }

    @Test(
        arguments: [(0, 0, "done"), (2, 2, "done"), (3, 3, "done"), (4, 3, "not over after 3 rounds: `empty` says no")])
    func `A block is run round by round until the condition holds, and no more often than is said`(
        rows: Int, rounds: Int, end: String
    ) async throws {
        let world = world(rows: rows)
        let ended = await (try runbook("at most 3 times until (? empty)")).run(on: world)
        #expect(world.changes == Array(repeating: "take", count: rounds) + (end == "done" ? ["after"] : []))
        #expect(ended.failure?.message ?? "done" == end)
        #expect(ended.failure?.step.description ?? "1.1" == "1.1")
        #expect(
            world.effects.count { $0.script.shown == "empty" } == rounds + 1, "it is asked before each, and at the end")
    }

    @Test func `A round has its own number, and a destruction may be in it`() async throws {
        let world = world(rows: 2)
        let test = try TestRun(
            "phase \"P\" { locally { repeat at most 5 times until (? empty) { $ take\n ! destroy } } }\n")
        await test.run(on: world)
        #expect(
            world.effects.map { "\($0.step) \($0.sign.rawValue) \($0.script.shown)" } == [
                "1.1~1 ? empty", "1.1~1.1 $ take", "1.1~1.2 ! destroy", "1.1~2 ? empty", "1.1~2.1 $ take",
                "1.1~2.2 ! destroy", "1.1~3 ? empty",
            ])
        #expect(await test.plan() == ["1.1~1 ? empty", "1.1~1.1 $ take", "1.1~1.2 ! destroy"])
    }

    @Test func `The pause comes after a round, and the time limit around it bounds it`() async throws {
        let free = world(rows: 2)
        await (try runbook("at most 3 times every 10s until (? empty)")).run(on: free)
        #expect(free.now == .seconds(20))
        let bound = world(rows: 2)
        let end = await
            (try TestRun(
                "phase \"P\" { within 15s { repeat at most 3 times every 10s until (? empty) { $ take } } }\n"
            )).run(on: bound)
        #expect(bound.changes == ["take", "take"])
        #expect(bound.now == .seconds(10))
        #expect(end.failure?.message == "the time limit of 15s leaves no time for another round")
    }

    @Test func `A condition that cannot be asked, and a failure in a round, fail the repeat`() async throws {
        let asked = world(rows: 2)
        let unasked = await (try runbook("at most 3 times until (? broken)")).run(on: asked)
        #expect(unasked.failure?.step.description == "1.1")
        #expect(asked.changes.isEmpty)
        let failing = ScriptedWorld { $0.script.shown == "after" ? .succeeded() : .failed() }
        let failed = await (try runbook("at most 3 times until (? empty)")).run(on: failing)
        #expect(failed.failure?.step.description == "1.1~1.1")
        #expect(failing.changes == ["take"], "a repeat is no retry")
    }

    /// The answer of yesterday does not begin a round of today.
    @Test func `A round that has begun no change is asked for again when the run is resumed`() async throws {
        let test = try runbook("at most 5 times until (? empty)")
        let whole = world(rows: 2)
        await test.run(on: whole)
        let decisions = whole.records.indices.filter { if case .decided = whole.records[$0] { true } else { false } }
        #expect(decisions.count == 3)
        let before = Array(whole.records[...decisions[1]])
        let rest = world(rows: 0)
        let end = await test.request().perform(
            on: rest.dependencies, stepCount: 0, lock: nil, history: RunHistory(before))
        #expect(end.outcome == .done)
        #expect(rest.scripts == ["empty", "after"])
    }

    @Test func `In a probe it repeats what is read`() async throws {
        let test = try TestRun(
            """
            probe settled { repeat at most 3 times every 1s until (? empty) { ? look } }
            phase "P" { expect settled }
            """)
        let world = world(rows: 9)
        let end = await test.run(on: world)
        #expect(end.failure?.message.contains("not over after 3 rounds") == true)
        #expect(world.scripts == ["empty", "look", "empty", "look", "empty", "look", "empty"])
    }
}
