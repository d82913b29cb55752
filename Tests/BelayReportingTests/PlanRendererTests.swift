import BelayReporting
import BelayRuntime
import BelaySyntax
import Testing

@Suite("A plan for people")
struct PlanRendererTests {
    private func plan(_ events: [RunEvent], width: Int? = nil, palette: Palette = .plain) -> String {
        PlanRenderer(palette: palette, width: width).render(title: "Grow", lock: "example.com", events: events)
    }

    @Test func `Every step has its number, its sign, its place and its whole command`() {
        let add = Sample.path(1, 1, 2)
        var script = PlannedText("etcdctl member add etcd-b ")
        script.pieces.append(.unknown("address"))
        var effect = Sample.effect(
            add, .changes, script,
            at: Location(
                host: PlannedText("10.0.0.4"), user: PlannedText("root"),
                prefixes: [[PlannedText("docker"), PlannedText("exec"), PlannedText([.unknown("id")])]]),
            environment: [.init(name: "TOKEN", value: PlannedText(""), isSecret: true)],
            input: .init(text: PlannedText("a: 1\nb: 2\n"), isSecret: false), limit: .seconds(600))
        effect.hasUsualLimit = false
        let shown = plan([
            Sample.start(Sample.path(1), .phase, "Second master"),
            .handlerStarted(
                HandlerStart(step: Sample.path(1, 2), reason: .onFailure, title: PlannedText("on failure restore"))),
            Sample.start(Sample.path(1, 1), .action, "add member etcd-b to etcd main on 10.0.0.4"),
            Sample.command(Sample.path(1, 1, 1), .reads, "true"),
            Sample.command(effect),
            .said(Sample.path(1, 3), .pointOfNoReturn("no quorum until it has joined")),
            .questionAsked(
                Question(
                    kind: .pointOfNoReturn(lock: PlannedText("example.com")), step: Sample.path(1, 3),
                    text: PlannedText("no quorum until it has joined"))),
            Sample.command(Sample.path(1, 4), .destroys, "rm -r /x"),
        ])
        #expect(
            shown == """
                Grow  lock example.com

                1 Second master
                  1.2      on failure restore
                  1.1      add member etcd-b to etcd main on 10.0.0.4
                  1.1.1  ? true
                  1.1.2  $ 10.0.0.4 as root, docker exec ‹id›: etcdctl member add etcd-b ‹address›
                           with env TOKEN=[secret]
                           with input:
                             a: 1
                             b: 2
                           within 10m00s
                ──── point of no return: no quorum until it has joined ─────────────────────────
                  1.3      point of no return (type example.com): no quorum until it has joined
                  1.4    ! rm -r /x

                3 commands: 1 read, 1 change, 1 destructive. Nothing was run.
                Values in ‹› are only known during the run.

                """)
    }

    @Test func `A command is wrapped to the width at its spaces, and nothing of it is left out`() {
        let words = (1...20).map { "word\($0)" }.joined(separator: " ")
        let shown = plan(
            [Sample.command(Sample.path(1), .changes, words + " " + String(repeating: "x", count: 70))], width: 40)
        for line in shown.split(separator: "\n") { #expect(line.count <= 40, "\(line)") }
        let letters = shown.filter { !$0.isWhitespace }
        #expect(letters.contains(words.filter { $0 != " " } + String(repeating: "x", count: 70)))
        #expect(shown.contains("\n           word"))
    }

    @Test func `Wide characters count as two columns`() {
        let shown = plan([Sample.command(Sample.path(1), .changes, String(repeating: "漢", count: 30))], width: 41)
        #expect(shown.contains("  1      $ " + String(repeating: "漢", count: 15) + "\n"))
        #expect(shown.contains("\n           " + String(repeating: "漢", count: 15) + "\n"))
    }

    @Test func `The lines of a script stay lines`() {
        let shown = plan([Sample.command(Sample.path(1), .reads, "if true\nthen\n  echo x\nfi")])
        #expect(shown.contains("  1      ? if true\n           then\n             echo x\n           fi\n"))
    }

    @Test func `Colour follows the role and ends with its line`() {
        let shown = plan([Sample.command(Sample.path(1), .destroys, "rm x", on: "h")], palette: .coloured)
        #expect(
            shown.contains(
                "  \u{1B}[2m1\u{1B}[0m      \u{1B}[1;31m!\u{1B}[0m \u{1B}[35mh\u{1B}[0m\u{1B}[2m: \u{1B}[0mrm x\n"))
    }

    @Test func `A value that would move the cursor is shown instead`() {
        let shown = plan([Sample.start(Sample.path(1), .action, "stop \u{1B}]0;x\u{7} on\r h")])
        #expect(shown.contains("  1        stop ^[]0;x^G on^M h\n"))
    }
}
