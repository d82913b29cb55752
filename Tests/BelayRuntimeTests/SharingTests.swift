import BelayRuntime
import Testing

/// A change begins only when what was written down before it is where others find it.
@Suite struct SharingTests {
    private func run() throws -> TestRun {
        try TestRun(
            """
            runbook "Shared"
            lock site
            phase "One" {
                on failure { $ handle }
                always { $ tidy }
                ? look
                $ first
                $ second
            }
            """)
    }

    @Test func `Each change waits until its intent is shared, and a read does not`() async throws {
        let world = ScriptedWorld()
        let end = try await run().run(on: world)
        #expect(end.outcome == .done)
        #expect(world.changes == ["first", "second", "tidy"])
        let intents = world.records.enumerated().compactMap { index, record in
            if case .intent = record { index + 1 } else { nil }
        }
        #expect(world.shared.map(\.number) == intents)
        #expect(world.shared.map(\.effects) == [1, 2, 3])
    }

    @Test func `A change whose intent cannot be shared does not begin, no handler runs, and the run can be resumed`()
        async throws
    {
        let world = ScriptedWorld(sharing: { _, time in time == 2 ? .unavailable("the store is away") : nil })
        let end = try await run().run(on: world)
        #expect(world.changes == ["first"])
        #expect(end.outcome == .needsDecision)
        #expect((end.failure?.kind, end.failure?.message) == (.unshared, "the store is away"))
        let history = RunHistory(world.records)
        #expect(history.undecided.isEmpty)
        let again = ScriptedWorld(after: world.records.count)
        _ = try await run().request().perform(on: again.dependencies, stepCount: 0, lock: nil, history: history)
        #expect(again.changes == ["second", "tidy"])
    }

    @Test func `Whoever was taken over from changes nothing more, and says so with a status of its own`() async throws {
        let world = ScriptedWorld(sharing: { _, time in time == 2 ? .takenOver("alice has it") : nil })
        let end = try await run().run(on: world)
        #expect(world.changes == ["first"])
        #expect((end.outcome, end.isResumable) == (.takenOver, false))
        #expect(end.failure?.message == "alice has it")
        #expect(end.pendingUndo.isEmpty)
    }

    @Test func `Side by side with what fails otherwise it is still said that another has the run`() async throws {
        let test = try TestRun(
            """
            runbook "Together"
            phase "One" { for n in [a, b, c] together { $ work $n } }
            """)
        let world = ScriptedWorld(
            reply: { _ in .failed() }, sharing: { _, time in time == 2 ? .takenOver("alice has it") : nil })
        let end = await test.run(on: world)
        #expect(end.outcome == .takenOver)
        #expect(end.failure?.message == "alice has it")
        #expect(world.changes.count == 2)
    }

    @Test(arguments: [(Answer.retry, ["first", "second", "tidy"]), (.stop, ["first"])])
    func `At a terminal a person may have it tried again`(answer: Answer, changes: [String]) async throws {
        let world = ScriptedWorld(
            answers: [answer], holdsFailures: true, sharing: { _, time in time == 2 ? .unavailable("away") : nil })
        let end = try await run().run(on: world)
        #expect(world.changes == changes)
        #expect(end.outcome == (answer == .retry ? .done : .needsDecision))
    }

    @Test func `A change that is sent again without a record is shared again`() async throws {
        let test = try TestRun(
            """
            runbook "Unrecorded"
            phase "One" { on box { $ work } }
            """)
        let world = ScriptedWorld(lacksRoom: true)
        await test.run(on: world)
        let intents = world.records.enumerated().compactMap { index, record in
            if case .intent = record { index + 1 } else { nil }
        }
        #expect(intents.count == 2)
        #expect(world.shared.map(\.number) == intents)
    }
}
