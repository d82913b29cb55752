import BelayRuntime
import Testing

@Suite("Waiting")
struct AwaitTests {
    private func outcome(
        _ clauses: String, _ answers: [Bool], then last: Bool
    ) async throws -> (end: Redacted<RunEnd>, asked: Int, took: Duration) {
        let test = try TestRun(
            """
            runbook "Wait"
            phase "One" { await (? up) \(clauses) }
            """)
        let asked = Counter()
        let dependencies = ScriptedWorld { effect in
            guard effect.script.shown == "up" else { return .failed() }
            let number = asked.next()
            return (number <= answers.count ? answers[number - 1] : last) ? .succeeded() : .failed()
        }
        let end = await test.run(on: dependencies)
        return (end, dependencies.scripts.filter { $0 == "up" }.count, dependencies.now)
    }

    @Test func `It polls first and sleeps later`() async throws {
        let waited = try await outcome("", [], then: true)
        #expect(waited.end.outcome == .done)
        #expect(waited.asked == 1)
        #expect(waited.took == .zero)
    }

    @Test func `Sleeps grow by half to fifteen seconds`() async throws {
        let waited = try await outcome("", [false, false, false], then: true)
        #expect(waited.took == .milliseconds(1000 + 1500 + 2250))
    }

    @Test func `“every” says how often`() async throws {
        let waited = try await outcome("every 7s", [false, false], then: true)
        #expect(waited.took == .seconds(14))
    }

    @Test func `The deadline says what was seen`() async throws {
        let waited = try await outcome("within 10s every 4s", [], then: false)
        #expect(waited.end.failure?.kind == .deadline)
        #expect(
            waited.end.failure?.message
                == "still not true after 10s (asked 4 times); last: `up` says no"
        )
        #expect(waited.took == .seconds(10))
    }

    /// Whichever of the two comes first, and whether it is over between two askings or at one.
    @Test(arguments: [("1s", "20s", "the time limit of 1s around it"), ("20s", "1s", "1s")])
    func `A limit around it is named`(outer: String, own: String, named: String) async throws {
        for every in ["300ms", "1s", "3s"] {
            let test = try TestRun(
                """
                runbook "Wait"
                phase "One" { within \(outer) { await (? up) within \(own) every \(every) } }
                """)
            let end = await test.run(on: ScriptedWorld { _ in .failed() })
            #expect(end.failure?.message.hasPrefix("still not true after \(named) (asked") == true)
        }
    }

    @Test func `“stable” means true at every poll, and at least three of them`() async throws {
        let waited = try await outcome("every 1s stable 5s", [true, true, false], then: true)
        #expect(waited.end.outcome == .done)
        #expect(waited.took == .seconds(8))
        let short = try await outcome("every 10s stable 1s", [], then: true)
        #expect(short.asked == 3)
    }

    @Test func `Coming and going fails as flapping`() async throws {
        let waited = try await outcome(
            "every 1s stable 5s", [true, false, true, false, true, false, true, false], then: true)
        #expect(waited.end.failure?.message.hasPrefix("it came and went 4 times") == true)
    }

    @Test func `Two answers that are far apart are not three, and the failure says so`() async throws {
        let waited = try await outcome("within 6s every 4s stable 1s", [true, true], then: false)
        #expect(
            waited.end.failure?.message.contains("2 true, the longest for 1.0s with fewer than 3 answers)") == true,
            "\(waited.end.failure?.message ?? "")")
    }

    @Test func `How long it was true for at most is said in round numbers`() async throws {
        let waited = try await outcome(
            "within 9s every 650.077867ms stable 5s", [false, true, true, true, true, true, false], then: false)
        #expect(
            waited.end.failure?.message.contains("5 true, the longest for 2.6s)") == true,
            "\(waited.end.failure?.message ?? "")")
    }

    @Test func `A hopeless wait ends early`() async throws {
        let test = try TestRun(
            """
            runbook "Hopeless"
            phase "One" { await (? up) or fail when (? broken) }
            """)
        let dependencies = ScriptedWorld { $0.script.shown == "up" ? .failed() : .succeeded() }
        let end = await test.run(on: dependencies)
        #expect(end.failure?.message == "`? broken` holds, so waiting is pointless")
        #expect(dependencies.now == .zero)
    }
}
