import BelayLanguage
import BelayRuntime
import Synchronization
import Testing

@Suite("Batches of a loop")
struct BatchTests {
    private func runbook(
        _ head: String, _ body: String = "$ work $x", between: String = "$ gate", parameters: String = ""
    ) throws -> TestRun {
        try TestRun(
            """
            \(parameters)
            phase "P" {
                for x in [a, b, c, d, e, f, g, h] together in batches of \(head) { \(body) } between batches { \(between) }
            }
            """)
    }

    /// What ran, with the elements of a batch in their order.
    private func groups(_ world: ScriptedWorld) -> String {
        world.changes.split(separator: "gate").map { batch in
            batch.map { String($0.dropFirst("work ".count)) }.sorted().joined()
        }.joined(separator: " ")
    }

    @Test(
        arguments: [
            ("3", "abc def gh"), ("8", "abcdefgh"), ("100", "abcdefgh"), ("25%", "ab cd ef gh"), ("30%", "ab cd ef gh"),
            ("1%", "a b c d e f g h"), ("100%", "abcdefgh"), ("[1, 2]", "a bc de fg h"),
            ("[1, 25%, 50%]", "a bc defg h"),
            ("$size", "abcd efgh"), ("$sizes", "a bcd efg h"), ("$share", "abcd efgh"),
        ])
    func `A list is cut into batches of the sizes that are written`(sizes: String, batches: String) async throws {
        let test = try runbook(
            sizes,
            parameters: """
                param size: number = 4
                param share: text = 50%
                param sizes: list of text = [1, 3]
                """)
        let world = ScriptedWorld()
        #expect(await test.run(on: world).outcome == .done)
        #expect(groups(world) == batches)
        let gates = world.effects.filter { $0.script.shown == "gate" }.map(\.step.description)
        #expect(gates == (1..<max(2, gates.count + 1)).prefix(gates.count).map { "1.1~\($0).1" })
        let planned = await test.request().plan().effects.map { "\($0.step) \($0.script.shown)" }
        #expect(Set(planned) == Set(world.effects.map { "\($0.step) \($0.script.shown)" }))
    }

    @Test(arguments: ["0", "1.5", "[]", "[2, x]", "101%", "yes"])
    func `A size that is none fails before anything is begun`(size: String) async throws {
        let test = try TestRun(
            """
            phase "P" {
                let said: record = ? say
                for x in [a, b] together in batches of $said.size { $ work $x }
            }
            """)
        let json = size == "yes" ? "true" : size.hasSuffix("%") ? "\"\(size)\"" : size.replacing("x", with: "\"x\"")
        let world = ScriptedWorld { _ in .succeeded("{\"size\": \(json)}") }
        let end = await test.run(on: world)
        #expect(world.changes.isEmpty)
        #expect(end.failure?.message.contains("not the size of a batch") == true, "\(end.failure?.message ?? "")")
    }

    @Test func `The next batch begins when the one before is done, and what is between them`() async throws {
        let running = Mutex((now: 0, most: 0))
        let test = try runbook("3")
        let world = ScriptedWorld { effect in
            running.withLock { state in
                if effect.script.shown == "gate" { state.now = 0 } else { state.now += 1 }
                state.most = max(state.most, state.now)
            }
            return .succeeded()
        }
        await test.run(on: world)
        #expect(running.withLock { $0.most } == 3)
    }

    @Test func `Too many failures, counted over all batches, begin no further one, and the end names the rest`()
        async throws
    {
        let test = try runbook("2 stopping after 2 failures")
        let world = ScriptedWorld { ["work b", "work c"].contains($0.script.shown) ? .failed() : .succeeded() }
        let end = await test.run(on: world)
        #expect(groups(world) == "ab cd")
        #expect(world.changes.count { $0 == "gate" } == 1)
        let loop = try #require(end.report.loops.first)
        #expect(loop.failed == ["b", "c"])
        #expect(loop.done == 2)
        #expect(loop.notBegun == ["e", "f", "g", "h"])
    }

    @Test func `What fails between two batches ends the loop, and the end names the rest`() async throws {
        let test = try runbook("[1, 3]", between: "expect (? well) else \"the gate is shut\"")
        let world = ScriptedWorld {
            $0.script.shown == "well" && "\($0.step)".contains("~2") ? .failed() : .succeeded()
        }
        let end = await test.run(on: world)
        #expect(end.failure?.message == "the gate is shut")
        #expect(end.failure?.step.description == "1.1~2.1")
        let loop = try #require(end.report.loops.first)
        #expect(loop.failed == [])
        #expect(loop.done == 4)
        #expect(loop.notBegun == ["e", "f", "g", "h"])
    }

    @Test func `A plan of a list that is not known shows what may come between its batches`() async throws {
        let test = try TestRun(
            """
            phase "P" {
                let names: list of text = ? names
                for x in $names together in batches of 25% { $ work $x } between batches { $ gate }
                let size: number = ? size
                for x in [a, b] together in batches of $size { $ work $x } between batches { $ gate }
            }
            """)
        #expect(
            await test.plan() == [
                "1.1 ? names", "1.2[x].1 $ work ‹x›", "1.2~1.1 $ gate", "1.3 ? size", "1.4[a].1 $ work a",
                "1.4[b].1 $ work b", "1.4~1.1 $ gate",
            ])
    }

    /// Newest first, and what comes between two batches in its place.
    @Test func `Undo goes back batch by batch`() async throws {
        let test = try TestRun(
            """
            action put (name: text) { $ put $name
                undo { $ take $name } }
            phase "P" {
                on failure undo
                for x in [a, b, c] together in batches of 1 { put $x } between batches { put gate }
                fail "enough"
            }
            """)
        let world = ScriptedWorld()
        #expect(await test.run(on: world).outcome == .handled)
        #expect(
            world.changes == ["a", "gate", "b", "gate", "c"].map { "put \($0)" }
                + ["c", "gate", "b", "gate", "a"].map { "take \($0)" })
    }

    /// As a batch was done: its elements in no order, and no more of them at once.
    @Test(arguments: [("in batches of 2", "e cd ab"), ("in batches of 3 at most 1", "e d c b a"), ("", "abcde")])
    func `The elements of a batch are undone side by side`(clauses: String, order: String) async throws {
        let running = Mutex((now: 0, most: 0))
        let test = try TestRun(
            """
            action put (name: text) { $ put $name
                undo { $ take $name
                    $ taken $name } }
            phase "P" {
                on failure undo
                for x in [a, b, c, d, e] together \(clauses) { put $x }
                fail "enough"
            }
            """)
        let world = ScriptedWorld { effect in
            running.withLock { state in
                if effect.script.shown.hasPrefix("take ") { state.now += 1 }
                state.most = max(state.most, state.now)
                if effect.script.shown.hasPrefix("taken ") { state.now -= 1 }
            }
            return .succeeded()
        }
        #expect(await test.run(on: world).outcome == .handled)
        var rest = world.changes.filter { $0.hasPrefix("take ") }.map { String($0.dropFirst("take ".count)) }[...]
        for batch in order.split(separator: " ") {
            #expect(Set(rest.prefix(batch.count)) == Set(batch.map(String.init)), "\(world.changes)")
            rest = rest.dropFirst(batch.count)
        }
        #expect(rest.isEmpty)
        let most = order.split(separator: " ").map(\.count).max() ?? 0
        #expect(running.withLock { $0.most } <= most)
    }

    /// What cannot be undone keeps its own element and no other one, and the batch before is undone all the same.
    @Test func `One that cannot be undone keeps no other batch`() async throws {
        let test = try TestRun(
            """
            action put (name: text) { $ put $name
                undo { $ take $name } }
            phase "P" {
                on failure undo
                for x in [a, b, c, d] together in batches of 2 {
                    put one-$x
                    put two-$x
                }
                fail "enough"
            }
            """)
        let world = ScriptedWorld { $0.script.shown == "take two-c" ? .failed() : .succeeded() }
        let end = await test.run(on: world)
        #expect(end.outcome == .handlerFailed)
        let taken = world.changes.filter { $0.hasPrefix("take") }.map { String($0.dropFirst("take ".count)) }
        #expect(Set(taken.prefix(3)) == ["two-c", "two-d", "one-d"])
        #expect(Set(taken.dropFirst(3)) == ["two-a", "two-b", "one-a", "one-b"])
        #expect(Set(end.pendingUndo.map(\.title)) == ["put one-c", "put two-c"])
    }

    @Test func `A plan says which elements are in which batch`() async throws {
        let test = try TestRun(
            """
            phase "P" {
                for x in [a, b, c] together in batches of [1, 50%] { $ work $x }
                for x in [a, b, c] where (? well $x) together in batches of 2 { $ work $x }
                for x in [a, b] together { $ work $x }
                let names: list of text = ? names
                for x in $names together in batches of 2 { $ work $x }
            }
            """)
        let said = await test.request().plan().events.compactMap { event in
            if case .said(let step, .batch(let text)) = event { "\(step) \(text)" } else { nil as String? }
        }
        #expect(
            said == [
                "1.1 batch 1 of 3: a", "1.1 batch 2 of 3: b", "1.1 batch 3 of 3: c",
                "1.2 if all are chosen, batch 1 of 2: a, b", "1.2 if all are chosen, batch 2 of 2: c",
            ])
    }

    @Test func `A cancel begins no further batch`() async throws {
        let cancellation = Cancellation()
        let world = ScriptedWorld { effect in
            if effect.script.shown == "work c" { cancellation.request() }
            return .succeeded()
        }
        var dependencies = world.dependencies
        dependencies.cancellation = cancellation
        let end = await (try runbook("2 at most 1")).request().perform(on: dependencies, stepCount: 0, lock: nil)
        #expect(end.outcome == .cancelled)
        #expect(world.changes == ["work a", "work b", "gate", "work c"])
        let rest = ScriptedWorld(after: world.records.count)
        _ = await (try runbook("2 at most 1")).request().perform(
            on: rest.dependencies, stepCount: 0, lock: nil, history: RunHistory(world.records))
        #expect(groups(rest) == "d ef gh", "resumed, it continues in its batch")
    }
}
