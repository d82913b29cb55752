import BelayData
import BelayLanguage
import BelayRuntime
import Testing

@Suite("Notes")
struct NoteTests {
    private func run(
        _ body: String, reply: @escaping ScriptedWorld.Reply = { _ in .succeeded() }
    ) async throws -> (end: Redacted<RunEnd>, world: ScriptedWorld) {
        let test = try TestRun("runbook \"Try\" \"Tries.\"\nphase \"One\" {\n\(body)\n}")
        let world = ScriptedWorld(reply: reply)
        return (await test.run(on: world), world)
    }

    @Test func `A finding is in the end of the run, which continues`() async throws {
        let (end, world) = try await run(
            """
            let used: number = ? used
            note "it is full: $used %" unless $used < 80
            note "it is empty" if $used < 10
            note "seen"
            $ proceed
            """
        ) { $0.script.shown == "used" ? .succeeded("93") : .succeeded() }
        #expect(end.outcome == .done)
        #expect(world.changes == ["proceed"])
        #expect(
            end.report.notes.map { "\($0.step) \($0.text)" } == ["1.2 it is full: 93 %", "1.4 seen"])
    }

    @Test func `A condition that cannot be asked is itself noted`() async throws {
        let (end, world) = try await run("note \"down\" unless (? up)\n$ proceed") {
            $0.script.shown == "up" ? .failed(255) : .succeeded()
        }
        #expect(end.outcome == .done)
        #expect(world.changes == ["proceed"])
        #expect(end.report.notes.map(\.text) == ["down (cannot be asked: exit status 255)"])
    }

    @Test func `One is noted in each element of a loop and in each attempt`() async throws {
        let (end, _) = try await run(
            """
            for x in [a, b] together { note "$x" if $x is b }
            retry 2 times { note "again"
                $ try }
            """
        ) { $0.script.shown == "try" ? .failed() : .succeeded() }
        #expect(end.outcome == .failed)
        #expect(
            end.report.notes.map { "\($0.step) \($0.text)" } == ["1.1[b].1 b", "1.2~1.1 again", "1.2~2.1 again"])
    }

    /// What was found was so then.
    @Test func `A resumed run keeps what was noted and does not look again`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" {
                note "down" unless (? up)
                $ proceed
                note "late" if (? late)
            }
            """)
        let broken = ScriptedWorld {
            $0.script.shown == "proceed" ? .failed() : .failed($0.script.shown == "up" ? 1 : 0)
        }
        #expect(await test.run(on: broken).outcome == .failed)
        let repaired = ScriptedWorld()
        let end = await test.request().perform(
            on: repaired.dependencies, stepCount: 0, lock: nil, history: RunHistory(broken.records))
        #expect(end.outcome == .done)
        #expect(repaired.scripts == ["proceed", "late"])
        #expect(end.report.notes.map(\.text) == ["down", "late"])
    }

    @Test func `A plan shows what may be noted, and nothing that is not`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            param size: number
            phase "One" {
                let used: number = ? used
                note "full: $used" unless $used < 80
                note "small: $size" if $size < 3
            }
            """)
        func noted(_ size: Int) async -> [String] {
            await test.request(["size": .number(.init(size))]).plan().events.compactMap {
                if case .said(_, .noted(let text)) = $0 { text } else { nil }
            }
        }
        #expect(await noted(5) == ["full: ‹used›"])
        #expect(await noted(1) == ["full: ‹used›", "small: 1"])
    }

    @Test func `No secret is noted`() async throws {
        let (end, world) = try await run(
            """
            let token: secret = ? token
            let text = ? text
            note "it says $text"
            """
        ) { $0.script.shown == "token" ? .succeeded("hunter22") : .succeeded("my hunter22 is") }
        #expect(end.report.notes.map(\.text) == ["it says my [secret] is"])
        let noted = world.records.compactMap { if case .noted(let noted) = $0 { noted } else { nil } }
        #expect(noted.map(\.finding.text) == ["it says my [secret] is"])
        #expect(noted.allSatisfy { !$0.title.contains("hunter22") })
    }
}
