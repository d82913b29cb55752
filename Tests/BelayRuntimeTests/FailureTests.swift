import BelayRuntime
import Testing

@Suite("What happens when a step fails")
struct FailureTests {
    @Test func `Handlers run innermost first, and the last armed first`() async throws {
        let test = try TestRun(
            """
            runbook "Order"
            phase "One" {
                on failure { $ outer }
                always { $ tidy }
                step "Inner" {
                    on failure { $ first }
                    on failure { $ second }
                    $ work
                }
            }
            """)
        let dependencies = ScriptedWorld { $0.script.shown == "work" ? .failed(2) : .succeeded() }
        let end = await test.run(on: dependencies)
        #expect(dependencies.scripts == ["work", "second", "first", "outer", "tidy"])
        #expect(end.outcome == .handled)
        #expect(end.failure?.status == 2)
        #expect(end.failure?.command == "work")
    }

    @Test func `“recover” continues after its block`() async throws {
        let test = try TestRun(
            """
            runbook "Recover"
            phase "One" {
                step "Inner" {
                    on failure {
                        $ mend
                        recover
                    }
                    $ work
                    $ never
                }
                $ afterwards
            }
            """)
        let dependencies = ScriptedWorld { $0.script.shown == "work" ? .failed() : .succeeded() }
        let end = await test.run(on: dependencies)
        #expect(dependencies.scripts == ["work", "mend", "afterwards"])
        #expect(end.outcome == .done)
    }

    @Test func `Only what was begun is undone`() async throws {
        let test = try TestRun(
            """
            runbook "Undo"
            action put (name: text) {
                expect (? ready $name)
                let mark = $name
                $ put $name
                undo { $ take $mark }
            }
            phase "One" {
                on failure undo
                put a
                put b
                put c
            }
            """)
        let dependencies = ScriptedWorld { $0.script.shown == "ready c" ? .failed() : .succeeded() }
        let end = await test.run(on: dependencies)
        #expect(dependencies.changes == ["put a", "put b", "take b", "take a"])
        #expect(end.outcome == .handled)
    }

    @Test func `Undo never crosses a point of no return`() async throws {
        let test = try TestRun(
            """
            runbook "Crossing"
            lock site
            action put (name: text) {
                $ put $name
                undo { $ take $name }
            }
            phase "One" {
                on failure undo
                put a
                point of no return "it is done"
                put b
                fail "enough"
            }
            """)
        let dependencies = ScriptedWorld(answers: [.text("site")])
        await test.run(on: dependencies)
        #expect(dependencies.changes == ["put a", "put b", "take b"])
    }

    /// Such a run is refused before it begins, and an Enter alone would not pass it.
    @Test(arguments: ["", " ", "\t\u{200B}"])
    func `An empty answer passes no point of no return`(text: String) async throws {
        let test = try TestRun(
            """
            runbook "Blank"
            param site: text = prod
            lock "$site"
            phase "One" {
                point of no return "it is done"
                $ put a
            }
            """)
        let parameters: [String: Value] = ["site": .text(text)]
        #expect(await test.request(parameters).plan().hasBlankLock)
        let refusal = await #expect(throws: RunRefusal.self) { try await test.request(parameters).lockText() }
        #expect(refusal?.help == ["it is made of the parameter `site`: give its text with site=TEXT"])
        let dependencies = ScriptedWorld(answers: [.text(text)])
        let end = await test.run(on: dependencies, parameters)
        #expect(end.outcome == .failed && dependencies.changes == [])
    }

    @Test func `An undo that fails leaves its commands to a person`() async throws {
        let test = try TestRun(
            """
            runbook "Left over"
            action put (name: text) {
                $ put $name
                undo { $ take $name }
            }
            phase "One" {
                on failure undo
                put a
                put "b c"
                fail "enough"
            }
            """)
        let dependencies = ScriptedWorld { $0.script.shown == "take 'b c'" ? .failed(9) : .succeeded() }
        let end = await test.run(on: dependencies)
        #expect(end.outcome == .handlerFailed)
        #expect(end.failure?.message == "enough")
        #expect(end.pendingUndo.flatMap(\.commands).map(\.script.shown) == ["take 'b c'", "take a"])
    }

    @Test func `An undo after which it is still done has failed`() async throws {
        let test = try TestRun(
            """
            runbook "Still done"
            probe it is there { expect (? there) }
            action put it {
                done when it is there
                $ put
                undo { $ take }
            }
            phase "One" {
                on failure undo
                put it
                fail "enough"
            }
            """)
        let asked = Counter()
        let dependencies = ScriptedWorld { effect in
            effect.script.shown == "there" && asked.next() == 1 ? .failed() : .succeeded()
        }
        let end = await test.run(on: dependencies)
        #expect(end.outcome == .handlerFailed)
        #expect(end.handlerFailures.first?.message.contains("still holds") == true)
    }

    @Test func `What is already done is skipped, and not undone`() async throws {
        let test = try TestRun(
            """
            runbook "Done already"
            probe it is there { expect (? there) }
            action put it {
                done when it is there
                $ put
                undo { $ take }
            }
            phase "One" {
                on failure undo
                put it
                fail "enough"
            }
            """)
        let dependencies = ScriptedWorld()
        await test.run(on: dependencies)
        #expect(dependencies.changes == [])
    }

    @Test func `An action that is not done after its body has failed`() async throws {
        let test = try TestRun(
            """
            runbook "Not done"
            probe it is there { expect (? there) else "it is not there" }
            action put it {
                done when it is there
                $ put
            }
            phase "One" { put it }
            """)
        let dependencies = ScriptedWorld { $0.script.shown == "there" ? .failed() : .succeeded() }
        let end = await test.run(on: dependencies)
        #expect(end.outcome == .failed)
        #expect(end.failure?.message == "it finished and is still not done: it is not there")
    }

    @Test func `A guard stops before the effect, also inside of phrases`() async throws {
        let test = try TestRun(
            """
            runbook "Guard"
            action work (name: text) { $ work $name }
            phase "One" {
                guard (? safe) else "it is not safe any more" {
                    work a
                    work b
                }
            }
            """)
        let asked = Counter()
        let dependencies = ScriptedWorld { effect in
            effect.script.shown == "safe" && asked.next() == 2 ? .failed() : .succeeded()
        }
        let end = await test.run(on: dependencies)
        #expect(dependencies.changes == ["work a"])
        #expect(end.failure?.message == "it is not safe any more")
    }

    @Test func `The failure is known in its handler`() async throws {
        let test = try TestRun(
            """
            runbook "Report"
            phase "One" {
                on failure { $ tell ${failure.kind} ${failure.step} "${failure.status}" ${failure.command} }
                $ work here
            }
            """)
        let dependencies = ScriptedWorld { $0.script.shown == "work here" ? .failed(7) : .succeeded() }
        await test.run(on: dependencies)
        #expect(dependencies.changes.last == #"tell command 1.2 "7" 'work here'"#)
    }

    @Test func `A held step is retried, skipped or handed on`() async throws {
        let text = """
            runbook "Held"
            phase "One" {
                on failure { $ handle }
                $ work
                $ next
            }
            """
        let test = try TestRun(text)
        let tries = Counter()
        let retried = ScriptedWorld(answers: [.retry], holdsFailures: true) { effect in
            effect.script.shown == "work" && tries.next() == 1 ? .failed() : .succeeded()
        }
        await test.run(on: retried)
        #expect(retried.scripts == ["work", "work", "next"])

        let failing: ScriptedWorld.Reply = { $0.script.shown == "work" ? .failed() : .succeeded() }
        let skipped = ScriptedWorld(answers: [.skip(reason: "done already")], holdsFailures: true, reply: failing)
        #expect(await test.run(on: skipped).outcome == .done)
        #expect(skipped.scripts == ["work", "next"])

        let handed = ScriptedWorld(answers: [.runHandlers], holdsFailures: true, reply: failing)
        #expect(await test.run(on: handed).outcome == .handled)

        let stopped = ScriptedWorld(answers: [.stop], holdsFailures: true, reply: failing)
        #expect(await test.run(on: stopped).outcome == .failed)
        #expect(stopped.scripts == ["work"])
    }
}
