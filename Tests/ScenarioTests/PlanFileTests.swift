import BelayJournal
import BelayRuntime
import BelayTestSupport
import Testing

/// Plans of all the runbooks, written down and read again.
@Suite("A plan that was written down is the plan") struct PlanFileTests {
    /// A first record as a run of it would have.
    static func file(_ plan: Plan) -> PlanFile {
        let started = JournalRecord.Started(
            run: "20260301-093000-k3f9", title: "Title", stepCount: plan.stepCount, runbook: "a.runbook", digests: [],
            parameters: [], lock: nil, folder: "/", begun: ScenarioClock().timestamp, version: "1", host: "h",
            user: "u",
            process: 1)
        return PlanFile(Redacted(.started(started), hiding: []), plan)
    }

    @Test(arguments: PlanTests.runbooks) func `Nothing is lost of it`(name: String) async throws {
        let runbook = try Runbook(name)
        let plan = try await runbook.request(runbook.sampleArguments).plan()
        let written = Self.file(plan)
        let read = try PlanFile(written.bytes, named: name)
        #expect(read.digest == written.digest)
        #expect(read.events.count == plan.events.count)
        let again = PlanFile(
            Redacted(.started(read.beginning), hiding: []), Plan(events: read.events, questions: []))
        #expect(again.bytes == written.bytes)
        let held = read.held
        for effect in plan.effects where effect.isKnown { #expect(held.refusal(of: effect) == nil) }
    }

    @Test func `A changed byte is refused, wherever it is`() async throws {
        let runbook = try Runbook("demo/first-use.runbook")
        let bytes = Self.file(try await runbook.request(runbook.sampleArguments).plan()).bytes
        #expect(throws: Never.self) { try PlanFile(bytes, named: "a.plan") }
        var random = SeededRandom(seed: 7)
        for _ in 0..<300 {
            var changed = bytes
            let place = Int(random.next(upperBound: UInt64(bytes.count)))
            changed[place] ^= UInt8(1 << random.next(upperBound: UInt64(8)))
            #expect(throws: StateFailure.self, "\(place)") { try PlanFile(changed, named: "a.plan") }
        }
        for length in stride(from: 0, to: bytes.count, by: 97) {
            #expect(throws: StateFailure.self) { try PlanFile(Array(bytes[..<length]), named: "a.plan") }
        }
    }
}
