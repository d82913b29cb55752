import BelayRuntime
import Testing

@Suite("A time limit bounds what is in it")
struct BoundTests {
    @Test(arguments: [
        ("within 1s { retry 50 times every 100ms { ? bad } }", 1),
        ("within 5m { retry 100 times every 30s { ? bad } }", 300),
        ("within 10s { retry 100 times every 1s { retry 100 times every 4s { ? bad } } }", 10),
        ("within 10s { await (? bad) within 1h every 3s }", 10),
        ("within 10s { retry 5 times { await (? bad) within 4s } }", 10),
    ])
    func `No attempt and no sleep comes after it`(statement: String, seconds: Int) async throws {
        let test = try TestRun("runbook \"Bound\"\nphase \"One\" { \(statement) }")
        let dependencies = ScriptedWorld { _ in .failed() }
        let end = await test.run(on: dependencies)
        #expect(end.outcome == .failed)
        #expect(end.failure?.kind == .deadline)
        #expect(dependencies.now <= .seconds(seconds))
        // Not a great deal earlier either.
        #expect(dependencies.now > .seconds(seconds) / 2)
    }

    @Test func `The failure says the limit and the last attempt`() async throws {
        let test = try TestRun(
            "runbook \"Bound\"\nphase \"One\" { within 1s { retry 9 times every 400ms { ? bad } } }")
        let end = await test.run(on: ScriptedWorld { _ in .failed() })
        #expect(
            end.failure?.message
                == "the time limit of 1s leaves no time for another attempt: exit status 1")
        #expect(end.failure?.step.description == "1.1")
    }

    /// An asking has no more time than the wait.
    @Test func `An asking ends with the wait`() async throws {
        let test = try TestRun("runbook \"Bound\"\nphase \"One\" { await (? slow) within 2s every 300ms }")
        let dependencies = ScriptedWorld { _ in .failed() }
        _ = await test.run(on: dependencies)
        #expect(dependencies.effects.allSatisfy { $0.limit <= .seconds(2) })
        #expect(dependencies.effects.first?.limit == .seconds(2))
        #expect(dependencies.now == .seconds(2))
    }

    @Test func `A probe in a wait does not give itself more time`() async throws {
        let test = try TestRun(
            """
            runbook "Bound"
            probe up { within 1m { expect (? slow) } }
            phase "One" { await up within 20s every 9s }
            """)
        let dependencies = ScriptedWorld { _ in .failed() }
        _ = await test.run(on: dependencies)
        #expect(dependencies.effects.first?.limit == .seconds(20))
    }

    @Test func `A streak that is longer than the wait is refused`() async throws {
        let test = try TestRun(
            """
            runbook "Bound"
            param streak: duration
            phase "One" { await (? up) within 1m stable $streak }
            """)
        let dependencies = ScriptedWorld()
        let end = await test.run(on: dependencies, ["streak": .duration(.seconds(90))])
        #expect(end.outcome == .failed)
        #expect(dependencies.scripts == [])
        #expect(
            end.failure?.message
                == "it must be stable for 1m30s, but may only take 1m: allow more time with `within`")
    }

    /// An undo looks whether it has worked, however late it is for what is undone.
    @Test func `What is undone is looked at after the limit`() async throws {
        let test = try TestRun(
            """
            runbook "Bound"
            probe it is there { expect (? there) }
            action put it {
                done when it is there
                $ put
                undo { $ take }
            }
            phase "One" {
                on failure undo
                within 5s {
                    put it
                    await (? never) within 1h every 1s
                }
            }
            """)
        let asked = Counter()
        let dependencies = ScriptedWorld { effect in
            if effect.script.shown == "never" { return .failed() }
            return effect.script.shown == "there" && asked.next() == 1 ? .failed() : .succeeded()
        }
        let end = await test.run(on: dependencies)
        #expect(end.outcome == .handlerFailed)
        #expect(end.handlerFailures.first?.message.contains("still holds") == true)
    }

    @Test func `Elements that look alike have numbers of their own`() async throws {
        let test = try TestRun(
            "runbook \"Twins\"\nphase \"One\" { for x in [a, a, \"a#2\", b, a] together { $ work $x } }")
        let dependencies = ScriptedWorld()
        await test.run(on: dependencies)
        #expect(
            Set(dependencies.effects.map(\.step.description))
                == ["1.1[a].1", "1.1[a#2].1", "1.1[a#2#2].1", "1.1[b].1", "1.1[a#3].1"])
        #expect(
            Set(await test.plan().map { $0.split(separator: " ")[0] })
                == Set(dependencies.effects.map { Substring($0.step.description) }))
    }
}
