import BelayRuntime
import BelaySyntax
import Testing

@Suite("Letting time pass")
struct WaitTests {
    private func rehearsal(_ wait: String, parameters: String = "") throws -> TestRun {
        try TestRun(
            """
            runbook "Night" "Waits."
            \(parameters)
            phase "One" {
                $ before
                \(wait)
                $ after
            }
            """)
    }

    private func said(_ dependencies: ScriptedWorld) -> [String] {
        dependencies.events.compactMap { event in
            if case .said(_, .plain(let text)) = event { text } else { nil }
        }
    }

    @Test(
        arguments: [
            ("wait 10m", Duration.zero, Duration.seconds(600), "until 2026-03-01T09:40:00Z"),
            ("wait until 2026-03-01T10:00:00Z", .zero, .seconds(1800), "until 2026-03-01T10:00:00Z"),
            ("wait until 2026-03-01T10:30:00+01:00", .zero, .zero, nil),
            ("wait until 2026-02-28T00:00:00Z", .zero, .zero, nil),
            // The next one, by the clock of the zone; its own minute counts.
            ("wait until 11:00", .zero, .seconds(5400), "until 2026-03-01T11:00:00Z"),
            ("wait until 11:00", .seconds(3600), .seconds(1800), "until 2026-03-01T11:00:00+01:00"),
            ("wait until 09:00", .zero, .seconds(84_600), "until 2026-03-02T09:00:00Z"),
            ("wait until 09:30", .zero, .zero, nil),
        ] as [(String, Duration, Duration, String?)])
    func `The run stands still for a duration, or until a time`(
        wait: String, offset: Duration, took: Duration, told: String?
    ) async throws {
        let dependencies = ScriptedWorld(offset: offset)
        let end = await (try rehearsal(wait)).run(on: dependencies)
        #expect(end.outcome == .done)
        #expect(dependencies.now == took)
        #expect(said(dependencies) == [told].compactMap(\.self))
    }

    @Test func `A resumed run waits for the same moment, and a moment that has passed is over`() async throws {
        let rehearsal = try rehearsal("wait 10m")
        // What was begun when Belay was killed: all up to the wait.
        let whole = ScriptedWorld()
        await rehearsal.run(on: whole)
        let records = Array(
            whole.records.prefix { record in
                if case .intent(let intent) = record { intent.command != "after" } else { true }
            })
        for (start, left) in [("2026-03-01T09:36:00Z", 240), ("2026-03-01T11:00:00Z", 0)] {
            let rest = ScriptedWorld(start: start)
            let end = await rehearsal.request().perform(
                on: rest.dependencies, stepCount: 0, lock: nil, history: RunHistory(records))
            #expect(end.outcome == .done)
            #expect(rest.scripts == ["after"])
            #expect(rest.now == .seconds(left))
        }
    }

    @Test func `A wait that a time limit around it would cut off fails before it begins`() async throws {
        let dependencies = ScriptedWorld()
        let end = await (try rehearsal("within 5m { wait 10m }")).run(on: dependencies)
        #expect(end.failure?.kind == .deadline)
        #expect(end.failure?.message == "the time limit of 5m around it ends before this wait does")
        #expect(dependencies.now == .zero)
        #expect(dependencies.scripts == ["before"])
    }

    @Test(arguments: ["tomorrow", "2026-03-01T02:00:00"])
    func `A time that only the run knows is checked when it is there`(window: String) async throws {
        let rehearsal = try rehearsal("wait until $window", parameters: "param window: text")
        let end = await rehearsal.run(on: ScriptedWorld(), ["window": .text(window)])
        #expect(
            end.failure?.message
                == "`$window` is “\(window)”, not a time such as 02:00 or 2026-03-01T02:00:00+01:00")
    }

    @Test func `A first cancel ends a wait`() async throws {
        let cancellation = Cancellation()
        let scripted = ScriptedWorld { effect in
            if effect.script.shown == "before" { cancellation.request() }
            return .succeeded()
        }
        var dependencies = scripted.dependencies
        dependencies.cancellation = cancellation
        let end = await (try rehearsal("wait 10m")).request().perform(on: dependencies, stepCount: 0, lock: nil)
        #expect(end.outcome == .cancelled)
        #expect(scripted.scripts == ["before"])
        #expect(scripted.now == .zero)
    }

    @Test(
        arguments: ["wait 8h", "wait until 02:00", "wait until 2099-01-01T00:00:00Z"])
    func `A rehearsal passes long waits at once`(wait: String) async throws {
        let dependencies = ScriptedWorld(longestWait: .seconds(60))
        let end = await (try rehearsal(wait)).run(on: dependencies)
        #expect(end.outcome == .done)
        #expect(dependencies.now == .zero)
        #expect(dependencies.scripts == ["before", "after"])
    }

    @Test func `A rehearsal waits where that is short`() async throws {
        let dependencies = ScriptedWorld(longestWait: .seconds(60))
        let end = await (try rehearsal("wait 60s")).run(on: dependencies)
        #expect(end.outcome == .done)
        #expect(dependencies.now == .seconds(60))
    }

    @Test func `A plan does not wait, and shows what is known`() async throws {
        let rehearsal = try rehearsal(
            """
            wait 10m
                let pause: duration = ? cat pause
                wait $pause
                wait until $window
            """, parameters: "param window: text")
        let plan = await rehearsal.request(["window": .text("02:00")]).plan()
        let titles = plan.events.compactMap { event in
            if case .stepStarted(let start) = event, start.kind == .wait { start.title.shown } else { nil }
        }
        #expect(titles == ["10m", "‹pause›", "until 02:00"])
    }
}
