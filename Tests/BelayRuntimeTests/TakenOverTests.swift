import BelaySyntax
import Testing

@testable import BelayRuntime

@Suite("A run that another has taken over")
struct TakenOverTests {
    private static let words = "box has seen that another took the run over"

    private func scripts(isOfStaleRun: Bool) async throws -> [String] {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" {
                on failure { $ mend }
                $ first
                $ second
                $ third
            }
            """)
        let world = ScriptedWorld { effect in
            guard effect.script.shown == "second" else { return .succeeded() }
            var outcome = CommandOutcome(ending: .notStarted(Self.words))
            outcome.isOfStaleRun = isOfStaleRun
            return outcome
        }
        let end = await test.run(on: world)
        #expect(end.failure?.message.contains(Self.words) == true)
        return world.scripts
    }

    @Test func `Nothing more of it begins, handlers neither`() async throws {
        #expect(try await scripts(isOfStaleRun: true) == ["first", "second"])
        #expect(try await scripts(isOfStaleRun: false) == ["first", "second", "mend"])
    }
}
