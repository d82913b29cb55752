import BelayRuntime
import BelayTestSupport
import Testing

@Suite("What is written down of steps that leave no record of their own")
struct StepAccountTests {
    private func accounts(_ text: String, on world: ScriptedWorld = ScriptedWorld()) async throws
        -> [String: JournalRecord.Account]
    {
        let test = try TestRun(text)
        await test.run(on: world)
        var found: [String: JournalRecord.Account] = [:]
        for record in world.records {
            if case .ended(let ended) = record, let account = ended.account { found["\(ended.step)"] = account }
        }
        return found
    }

    @Test func `A check, a wait, a text and a lone read are in the record that they are over`() async throws {
        let world = ScriptedWorld { effect in
            CommandOutcome(ending: .exited(0), tail: effect.script.shown == "uname" ? "Linux\n" : "")
        }
        let accounts = try await accounts(
            """
            runbook "R" "r"
            phase "P" {
                ? uname
                expect (? true)
                await (? ready) within 5s
                say "all is well"
                $ touch it
            }
            """, on: world)
        #expect(accounts["1.1"]?.kind == .command)
        #expect(accounts["1.1"]?.shown == "Linux\n")
        #expect(accounts["1.2"]?.kind == .expect)
        #expect(accounts["1.3"]?.kind == .await)
        #expect(accounts["1.4"].map { [$0.kind.rawValue, $0.title] } == ["say", "all is well"])
        #expect(accounts["1.5"] == nil, "a change has records of its own")
    }

    @Test func `An edit has its difference`() async throws {
        let accounts = try await accounts(
            """
            runbook "R" "r"
            let old = "a: 1\\nb: 2\\n"
            phase "P" {
                let new = edit yaml $old { set a = 3 }
                say $new
            }
            """)
        #expect(accounts["1.1"]?.shown.contains("-a: 1\n+a: 3\n") == true, "\(accounts)")
    }

    @Test func `No secret is in an account`() async throws {
        let world = ScriptedWorld { _ in CommandOutcome(ending: .exited(0), tail: "it is hunter2\n") }
        let accounts = try await accounts(
            """
            runbook "R" "r"
            let t: secret = "hunter2"
            phase "P" {
                with env T=$t { ? echo "\\$T" }
                expect (? true)
                let old = "a: 1\\n"
                let new = edit yaml $old { set b = $t }
                with input $new { ? cat }
            }
            """, on: world)
        #expect(accounts.count > 3)
        #expect(!"\(accounts)".contains("hunter2"), "\(accounts)")
    }

    @Test func `A step that fails or is killed has no account`() async throws {
        let world = ScriptedWorld { _ in .failed() }
        let accounts = try await accounts(
            """
            runbook "R" "r"
            phase "P" { expect (? true) }
            """, on: world)
        #expect(accounts.isEmpty)
    }
}
