import BelayRuntime
import Testing

@Suite("A status is taken as no")
struct TakingTests {
    /// What a condition comes to when its command ends with a status.
    private func outcome(_ condition: String, _ status: Int) async throws -> (Bool?, String?) {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" { if \(condition) { $ held } else { $ refused } }
            """)
        let world = ScriptedWorld {
            $0.script.shown == "ask" ? CommandOutcome(ending: .exited(status)) : .succeeded()
        }
        let end = await test.run(on: world)
        return (world.changes.first.map { $0 == "held" }, end.failure?.message)
    }

    @Test(arguments: [(0, true), (1, false), (3, false)])
    func `One that is named is a no, and so is 1`(status: Int, holds: Bool) async throws {
        #expect(try await outcome("(? ask) taking 3 as no", status).0 == holds)
        #expect(try await outcome("not (? ask) taking 3 as no", status).0 == !holds)
        #expect(try await outcome("(? ask) taking [3, 4] as no and yes", status).0 == holds)
    }

    @Test func `Any other is neither, and the message says how to write it`() async throws {
        let plain = try await outcome("(? ask)", 3)
        #expect(plain.0 == nil)
        #expect(
            plain.1 == "exit status 3, neither yes (0) nor no (1); if 3 is a no, write (? ask) taking 3 as no")
        #expect(
            try await outcome("(? ask) taking [3, 4] as no", 5).1
                == "exit status 5, neither yes (0) nor no (1, 3, 4); if 5 is a no, write (? ask) taking [3, 4, 5] as no"
        )
    }

    @Test func `Every status is a yes, a no that is named, or neither`() async throws {
        for noes in [[3], [2, 16, 255]] {
            for status in 0...255 {
                let found = try await outcome(
                    "(? ask) taking [\(noes.map(String.init).joined(separator: ", "))] as no", status)
                let expected: Bool? = status == 0 ? true : noes.contains(status) || status == 1 ? false : nil
                #expect(found.0 == expected, "\(status)")
            }
        }
    }

    /// 127 means that there is no such program, and above 128 a signal may have ended it.
    @Test(arguments: [126, 127, 137]) func `One that no program has answered with is not advised`(status: Int)
        async throws
    {
        #expect(try await outcome("(? ask)", status).1 == "exit status \(status)")
    }

    @Test func `A wait and a done when take it too`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            action stop {
                done when not ((? active) taking 3 as no)
                $ stop
            }
            phase "One" {
                stop
                await not ((? active) taking 3 as no)
            }
            """)
        let world = ScriptedWorld { effect in
            effect.script.shown == "active" ? CommandOutcome(ending: .exited(3)) : .succeeded()
        }
        #expect(await test.run(on: world).outcome == .done)
        #expect(world.changes == [])
    }
}
