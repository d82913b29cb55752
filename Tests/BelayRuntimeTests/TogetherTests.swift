import BelayRuntime
import Testing

@Suite("Branches side by side")
struct TogetherTests {
    private func run(_ body: String, on world: ScriptedWorld) async throws -> Redacted<RunEnd> {
        await (try TestRun("phase \"P\" {\n\(body)\n}\n")).run(on: world)
    }

    @Test func `What a branch sets is there after them all`() async throws {
        let world = ScriptedWorld { .succeeded("\($0.script.shown) said") }
        let end = try await run(
            """
            together {
                let one = ? ask one
                locally { let two = $ make two }
                step "Three" { let three = ? ask three }
            }
            $ use $one $two $three
            """, on: world)
        #expect(end.outcome == .done)
        #expect(world.scripts.last == "use 'ask one said' 'make two said' 'ask three said'")
        #expect(Set(world.effects.map(\.step.description)) == ["1.1.1", "1.1.2", "1.1.3.1", "1.2"])
    }

    @Test func `A failed branch lets those that run finish, and the end names it and those not begun`() async throws {
        let world = ScriptedWorld { $0.script.shown == "two" ? .failed() : .succeeded() }
        let end = try await run(
            """
            together at most 1 {
                $ one
                $ two
                step "The third" { $ three }
            }
            $ after
            """, on: world)
        #expect(world.changes == ["one", "two"])
        let together = try #require(end.report.loops.first)
        #expect(together.step.description == "1.1")
        #expect(together.failed == ["$ two"])
        #expect(together.done == 1)
        #expect(together.notBegun == ["step \"The third\""])
    }

    @Test func `All branches run at the same time`() async throws {
        let world = ScriptedWorld { $0.script.shown == "one" ? .failed() : .succeeded() }
        let end = try await run("together {\n $ one\n $ two\n $ three\n}", on: world)
        #expect(Set(world.changes) == ["one", "two", "three"])
        #expect(end.report.loops.first?.done == 2)
        #expect(end.report.loops.first?.notBegun == [])
    }

    /// One that cannot be undone keeps what came before the block, and not what runs next to it.
    @Test func `Each branch is undone by itself`() async throws {
        let world = ScriptedWorld { $0.script.shown == "take b2" ? .failed() : .succeeded() }
        let test = try TestRun(
            """
            action put (name: text) { $ put $name
                undo { $ take $name } }
            phase "P" {
                on failure undo
                put base
                together {
                    step "A" { put a1
                        put a2 }
                    step "B" { put b1
                        put b2 }
                }
                fail "enough"
            }
            """)
        let end = await test.run(on: world)
        #expect(end.outcome == .handlerFailed)
        #expect(Set(world.changes.filter { $0.hasPrefix("take") }) == ["take a2", "take a1", "take b2"])
        #expect(end.pendingUndo.map(\.step.description) == ["1.3.2.2", "1.3.2.1", "1.2"])
    }

    @Test func `A plan shows the branches in their order, and a failed one is not the end of it`() async throws {
        let test = try TestRun(
            """
            phase "P" {
                together {
                    let one = ? ask one
                    fail "no"
                    $ three
                }
                $ use $one
            }
            """)
        #expect(await test.plan() == ["1.1.1 ? ask one", "1.1.3 $ three", "1.2 $ use ‹one›"])
    }

    @Test func `A resumed run finishes the branches that it had begun`() async throws {
        let test = try TestRun("phase \"P\" {\n together {\n $ one\n $ two\n let x = ? three\n }\n $ use $x\n}\n")
        let whole = ScriptedWorld { .succeeded($0.script.shown) }
        await test.run(on: whole)
        for count in 0..<whole.records.count {
            let history = RunHistory(Array(whole.records.prefix(count)))
            let rest = ScriptedWorld(knowing: .didNotHappen, after: count) { .succeeded($0.script.shown) }
            let end = await test.request().perform(on: rest.dependencies, stepCount: 0, lock: nil, history: history)
            #expect(end.outcome == .done)
            let settled = history.effects.filter { !$0.isUndecided }.map(\.intent.command)
            #expect((settled + rest.changes).sorted() == ["one", "two", "use three"], "cut \(count)")
        }
    }
}
