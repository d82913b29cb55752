import BelayRuntime
import BelaySyntax
import Testing

@Suite("Files to and from commands")
struct CommandFileTests {
    private static let runbook = """
        runbook "Try" "Tries."
        param dump: path = dump.sql
        phase "One" {
            on box { with input file $dump { $ load } }
            with output file "$dump.new" { on box { $ dump } }
            with input file $dump { ? look }
        }
        """

    private func world(_ content: FileContent?, recoveredStatus: RecoveredStatus = .unknown("")) -> ScriptedWorld {
        let world = ScriptedWorld(recoveredStatus: recoveredStatus) { effect in
            var outcome = CommandOutcome.succeeded()
            if effect.output != nil { outcome.file = FileContent(size: 7, digest: "b") }
            return outcome
        }
        if let content { world.put(content, at: "dump.sql") }
        return world
    }

    @Test func `The journal has what was read and written`() async throws {
        let content = FileContent(size: 3, digest: "a")
        let world = world(content)
        let test = try TestRun(Self.runbook)
        #expect(await test.run(on: world).outcome == .done)
        #expect(world.scripts == ["load", "dump", "look"])
        let intents = world.records.compactMap { if case .intent(let intent) = $0 { intent } else { nil } }
        #expect(intents.map(\.inputFile) == [.init(path: "dump.sql", content: content), nil])
        #expect(intents.map(\.outputFile) == [nil, "dump.sql.new"])
        let outcomes = world.records.compactMap { if case .outcome(let outcome) = $0 { outcome } else { nil } }
        #expect(outcomes.map(\.outputFile) == [nil, FileContent(size: 7, digest: "b")])
    }

    @Test func `A file that is not there fails the step before its command`() async throws {
        let world = world(nil)
        let end = await (try TestRun(Self.runbook)).run(on: world)
        #expect(end.outcome == .failed)
        #expect(end.failure?.message == "dump.sql is not there")
        #expect(world.scripts == [])
    }

    @Test func `A change that is done again says if its file is another now`() async throws {
        let test = try TestRun(Self.runbook)
        let first = world(FileContent(size: 3, digest: "a"))
        _ = await test.run(on: first)
        let cut = Array(first.records.prefix { if case .outcome = $0 { false } else { true } })
        for now in [FileContent(size: 3, digest: "a"), FileContent(size: 3, digest: "c")] {
            let rest = world(now, recoveredStatus: .notStarted)
            let end = await test.request().perform(
                on: rest.dependencies, stepCount: 0, lock: nil, history: RunHistory(cut))
            #expect(end.outcome == .done)
            guard case .file(let file)? = rest.effects.first?.input else {
                Issue.record("the change is not done again")
                return
            }
            #expect(file.content == now)
            #expect(file.before == (now.digest == "a" ? nil : FileContent(size: 3, digest: "a")))
        }
    }

    @Test func `A person who decides is told that the file is another now`() async throws {
        let test = try TestRun(Self.runbook)
        let first = world(FileContent(size: 3, digest: "a"))
        _ = await test.run(on: first)
        let cut = Array(first.records.prefix { if case .outcome = $0 { false } else { true } })
        let rest = world(FileContent(size: 5, digest: "c"))
        let end = await test.request().perform(
            on: rest.dependencies, stepCount: 0, lock: nil, history: RunHistory(cut))
        #expect(end.outcome == .needsDecision)
        #expect(end.failure?.message.hasSuffix("; `dump.sql` is another file now: 5 bytes, and 3 then") == true)
    }

    @Test func `An output file that is whole settles its change`() async throws {
        let test = try TestRun(Self.runbook)
        let first = world(FileContent(size: 3, digest: "a"))
        _ = await test.run(on: first)
        var outcomes = 0
        let cut = first.records.prefix { record in
            if case .outcome = record { outcomes += 1 }
            return outcomes < 2
        }
        let rest = world(FileContent(size: 3, digest: "a"), recoveredStatus: .wrote(FileContent(size: 7, digest: "b")))
        let end = await test.request().perform(
            on: rest.dependencies, stepCount: 0, lock: nil, history: RunHistory(Array(cut)))
        #expect(end.outcome == .done)
        #expect(rest.scripts == ["look"])
    }

    @Test func `A phrase inside gets neither file`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            action load { $ load }
            phase "One" { with input file dump.sql { load } }
            """)
        let world = world(nil)
        #expect(await test.run(on: world).outcome == .done)
        #expect(world.effects.first?.input == nil)
    }
}
