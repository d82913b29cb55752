import BelayReporting
import BelayRuntime
import BelaySyntax
import BelayTransports
import Testing

@Suite("What runs now, on a screen")
struct LiveRowsTests {
    private func screen(_ events: [RunEvent], width: Int = 60, height: Int = 24, at now: Duration = .seconds(5)) -> (
        page: String, live: [String]
    ) {
        var renderer = RunRenderer(
            medium: .screen(width: width, height: height), palette: .plain, sources: [], showsReads: false,
            spelling: \.copyable)
        let page = events.map { renderer.handle($0, at: .zero) }.joined()
        return (page, renderer.live(at: now))
    }

    private let one = Sample.path(1)
    private let command = Sample.path(1, 1)

    @Test func `A running command is shown live with its last lines of output and its time`() {
        let shown = screen([
            Sample.run("Go", steps: 3), Sample.start(one, .phase, "Copy"),
            Sample.command(command, .changes, "cp -r a b"),
            Sample.output(command, "1\n2\n3\n4\n5\n6\n7"),
        ])
        #expect(shown.page == "Go  run 20260301-093000-k3f9\n\n1 Copy\n")
        #expect(
            shown.live == [
                "  1.1    $ cp -r a b                                      5s",
                "           3", "           4", "           5", "           6", "           7",
                "5s",
            ])
    }

    @Test func `By the times of another run it is said how long the rest takes, and not while a handler runs`() {
        let steps = [Sample.start(one, .phase, "Copy"), Sample.command(command, .changes, "cp")]
        var renderer = RunRenderer(
            medium: .screen(width: 60, height: 24), palette: .plain, sources: [], way: Way(steps), showsReads: false,
            spelling: \.copyable)
        renderer.usualTimes = ["Copy": .seconds(30)]
        for event in [Sample.run("Go")] + steps { _ = renderer.handle(event, at: .zero) }
        #expect(renderer.live(at: .seconds(5)).last == "Copy (1 of 1) · 0 of 2 steps · 5s · about 25s left")
        let handler = HandlerStart(step: Sample.path(1, 2), reason: .onFailure, title: PlannedText("on failure"))
        _ = renderer.handle(.handlerStarted(handler), at: .zero)
        #expect(renderer.live(at: .seconds(5)).last == "Copy (1 of 1) · 0 of 2 steps · 5s")
    }

    @Test func `A wait counts down, on its line and where it says until when`() {
        let start = StepStart(
            step: command, kind: .wait, title: PlannedText("10m"), lasting: .seconds(600), span: Sample.nowhere)
        let shown = screen([Sample.start(one, .phase, "Night"), .stepStarted(start)])
        #expect(
            shown.live == [
                "  1.1      wait 10m                                       5s", "           9m55s left",
            ])
        let told = screen([
            Sample.start(one, .phase, "Night"), .stepStarted(start),
            .said(command, .plain("until 2026-03-01T09:40:00Z")),
        ])
        #expect(told.page == "\n1 Night\n  1.1      wait 10m\n           until 2026-03-01T09:40:00Z\n")
        #expect(told.live == shown.live)
    }

    @Test func `A success keeps the end of the output, a failure more of it`() {
        let failure = Sample.failure(command, "it ended with status 1", output: "why\n")
        let events = [Sample.command(command, .changes, "cp"), Sample.output(command, "noise\n")]
        #expect(
            screen(events + [Sample.end(command, .command)]).page
                == "  1.1    $ cp                                           40ms\n           noise\n")
        #expect(
            screen(events + [Sample.end(command, .command, .failed(failure))]).page == """
                  1.1    $ cp                              failed after 40ms
                           it ended with status 1
                           why

                """)
    }

    @Test func `An await shows what it saw last and the time left, in place`() {
        let shown = screen([
            Sample.start(one, .await, "health members=2"),
            .awaitObserved(
                AwaitObservation(
                    step: one, truth: .no, seen: "1 member", elapsed: .seconds(4), remaining: .seconds(250),
                    streak: .zero)),
            Sample.command(one, .reads, "etcdctl member list"),
        ])
        #expect(shown.page == "")
        #expect(
            shown.live == [
                "  1        await health members=2                         5s",
                "           not yet: 1 member · 4m10s left",
                "  1      ? etcdctl member list                            5s",
            ])
    }

    @Test func `Rows never fill more than the screen`() {
        let many = (1...50).map { (position: Int) in
            Sample.command(
                StepPath([.ordinal(1), .element(position: position, label: "host\(position)")]), .changes,
                String(repeating: "long ", count: 50))
        }
        let shown = screen(many, width: 40, height: 10)
        #expect(shown.live.count == 8)
        #expect(shown.live[7] == "           … and 43 more lines")
        for row in shown.live { #expect(row.count <= 40) }
        #expect(screen(many, width: 3, height: 5).live.allSatisfy { $0.count <= 3 })
    }

    @Test func `Nothing runs, nothing is live`() {
        #expect(screen([Sample.command(one, .reads, "x"), Sample.end(one, .read)]).live == [])
    }
}
