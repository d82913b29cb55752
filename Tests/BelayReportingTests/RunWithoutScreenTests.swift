import BelayReporting
import BelayRuntime
import BelaySource
import BelaySyntax
import Testing

@Suite("A run without a screen")
struct RunWithoutScreenTests {
    private let one = Sample.path(1)
    private let action = Sample.path(1, 1)
    private let first = Sample.path(1, 1, 1)
    private let second = Sample.path(1, 1, 2)

    @Test func `Each step is one line with its time, under its phase and its action`() {
        let shown = Sample.lines([
            Sample.run("Back up", lock: "example.com"),
            Sample.start(one, .phase, "Copy"),
            Sample.start(action, .action, "backup etcd main on 10.0.0.4"),
            Sample.command(first, .reads, "test -e /mnt/master", on: "10.0.0.4", as: "root"),
            Sample.end(first, .read),
            Sample.command(second, .changes, "mkdir -p backups"),
            Sample.end(second, .command, after: .milliseconds(3240)),
            Sample.end(action, .action),
            Sample.end(one, .phase),
            Sample.end(.done),
        ])
        #expect(
            shown == """
                Back up  run 20260301-093000-k3f9  lock example.com

                1 Copy
                  1.1      backup etcd main on 10.0.0.4
                  1.1.1  ? 10.0.0.4 as root: test -e /mnt/master  40ms
                  1.1.2  $ mkdir -p backups  3.2s

                Done in 2m13s.

                """)
    }

    @Test func `The output of a change is shown beneath it as it comes, the output of a read is not`() {
        let shown = Sample.lines([
            Sample.command(one, .changes, "deploy"),
            Sample.output(one, "first\nsec"),
            Sample.output(one, "ond\nno end"),
            Sample.end(one, .command, after: .seconds(12)),
            Sample.command(Sample.path(2), .reads, "cat manifest"),
            Sample.output(Sample.path(2), "a value\n"),
            Sample.end(Sample.path(2), .read),
        ])
        #expect(
            shown == """
                  1      $ deploy
                           first
                           second
                           no end
                           took 12s
                  2      ? cat manifest  40ms

                """)
    }

    @Test func `Interleaved output says whose it is`() {
        let left = StepPath([.ordinal(3), .element(position: 1, label: "a"), .ordinal(1)])
        let right = StepPath([.ordinal(3), .element(position: 2, label: "b"), .ordinal(1)])
        let shown = Sample.lines([
            Sample.command(left, .changes, "deploy a"), Sample.command(right, .changes, "deploy b"),
            Sample.output(left, "one\n"), Sample.output(right, "two\n"), Sample.output(left, "three\n"),
            Sample.end(right, .command), Sample.end(left, .command),
        ])
        #expect(
            shown == """
                  3[a].1 $ deploy a
                           one
                  3[b].1 $ deploy b
                           two
                  3[a].1   …
                           three

                """)
    }

    @Test func `Several commands of one step share its number`() {
        let shown = Sample.lines([
            Sample.start(one, .expect, "health members=1"),
            Sample.command(one, .reads, "etcdctl member list"), Sample.end(one, .read),
            Sample.command(one, .reads, "etcdctl cluster-health"), Sample.end(one, .read),
            Sample.end(one, .expect),
        ])
        #expect(
            shown == """
                  1        expect health members=1
                         ? etcdctl member list  40ms
                         ? etcdctl cluster-health  40ms

                """)
    }

    @Test func `What an await sees is said when it changes, the commands that it asks with are not`() {
        func observation(_ truth: Truth, _ seen: String, streak: Duration = .zero) -> RunEvent {
            .awaitObserved(
                AwaitObservation(
                    step: one, truth: truth, seen: seen, elapsed: .seconds(1), remaining: .seconds(60), streak: streak))
        }
        let shown = Sample.lines([
            Sample.start(one, .await, "health members=2 within 10m"),
            Sample.command(one, .reads, "etcdctl member list"), Sample.end(one, .read),
            observation(.no, "1 member"),
            Sample.command(one, .reads, "etcdctl member list"), Sample.end(one, .read),
            observation(.no, "1 member"),
            observation(.unknown, "connection refused"),
            observation(.yes, ""),
            Sample.end(one, .await, after: .seconds(63)),
        ])
        #expect(
            shown == """
                  1        await health members=2 within 10m
                           not yet: 1 member
                           cannot be asked: connection refused
                           true after 1m03s

                """)
    }

    @Test func `A failure says why beneath its step, the end says it again with the place and what was not undone`() {
        let source = SourceText(
            file: FileNumber(0), name: "backup.runbook", bytes: Array("runbook \"B\"\n\n$ deploy\n".utf8))
        let failure = Sample.failure(
            first, "exit status 2 on web1", command: "deploy", status: 2, output: "cannot\nbind\n",
            location: Location(host: PlannedText("web1")), span: Span(file: FileNumber(0), start: 13, end: 21))
        let undo = Sample.effect(
            action, .changes, PlannedText("enable 'a b'"),
            at: Location(host: PlannedText("lb"), user: PlannedText("root")))
        let lines: [PendingUndo.Line] = [.words("expect the pool knows a"), .command(undo)]
        let shown = Sample.lines(
            [
                Sample.run("Deploy"),
                Sample.start(one, .phase, "Go"),
                Sample.start(action, .action, "deploy it"),
                Sample.command(first, .changes, "deploy", on: "web1"),
                Sample.end(first, .command, .failed(failure), after: .seconds(2)),
                Sample.end(action, .action, .failed(failure)),
                Sample.end(one, .phase, .failed(failure)),
                Sample.end(
                    .failed, failure, pendingUndo: [PendingUndo(step: action, title: "drain a", lines: lines)]),
            ], sources: [source])
        #expect(
            shown == """
                Deploy  run 20260301-093000-k3f9

                1 Go
                  1.1      deploy it
                  1.1.1  $ web1: deploy  failed after 2.0s
                           exit status 2 on web1
                           cannot
                           bind

                Failed at 1.1.1 in “Go” after 2m13s; nothing more was done.
                  exit status 2 on web1
                  web1: deploy
                    cannot
                    bind
                  backup.runbook:3:1
                  Deploy, run 20260301-093000-k3f9

                Not undone. To undo it by hand, in this order:
                  # 1.1 drain a
                  # expect the pool knows a
                  ssh lb 'sudo -n -u root -- sh -c '\\''enable '\\''\\'\\'''\\''a b'\\''\\'\\'''\\'''\\'''

                """)
    }

    @Test func `Handlers, skipped steps and steps that were done already say so`() {
        let handler = Sample.path(1, 2)
        let shown = Sample.lines([
            Sample.start(one, .phase, "Go"),
            Sample.start(action, .action, "drain web1"),
            Sample.command(action, .reads, "poolctl show"), Sample.end(action, .read),
            Sample.end(action, .action, .alreadyDone),
            .handlerStarted(
                HandlerStart(step: handler, reason: .onFailure, title: PlannedText("on failure { say \"x\" }"))),
            Sample.command(Sample.path(1, 2, 1), .destroys, "rm -r /x"),
            Sample.end(Sample.path(1, 2, 1), .command, .skipped("not needed")),
            Sample.end(handler, .handler),
            .said(Sample.path(1, 3), .pointOfNoReturn("no way back")),
            .said(Sample.path(1, 3), .difference("-old\n+new\n")),
        ])
        #expect(
            shown == """

                1 Go
                  1.1      drain web1
                         ? poolctl show  40ms
                           already done
                  1.2      on failure
                  1.2.1  ! rm -r /x  skipped: not needed
                ──── point of no return: no way back ───────────────────────────────────────────
                           -old
                           +new

                """)
    }

    @Test func `A failed handler comes second: the first failure stays the headline`() {
        let shown = Sample.lines([
            Sample.end(
                .handlerFailed, Sample.failure(one, "the first"), handlers: [Sample.failure(one, "the second")])
        ])
        #expect(
            shown == """

                Failed at 1 after 2m13s; a handler failed too.
                  the first

                A handler failed too:
                  the second

                """)
    }

    @Test func `Control characters of a command's output are shown, not sent`() {
        let shown = Sample.lines([
            Sample.command(one, .changes, "x"),
            Sample.output(one, "\u{1B}[2Jgone\u{7}\ta\u{202E}b\n50%\r100%\r\nzwei 漢字\n"),
            Sample.end(one, .command),
        ])
        #expect(
            shown == """
                  1      $ x
                           ^[[2Jgone^G     a<U+202E>b
                           50%
                           100%
                           zwei 漢字

                """)
    }

    @Test func `A line without an end is broken, not kept`() {
        let shown = Sample.lines(
            [Sample.command(one, .changes, "x")]
                + (0..<100).map { _ in Sample.output(one, String(repeating: "é", count: 1000)) }
                + [Sample.end(one, .command)])
        #expect(shown.count(where: { $0 == "é" }) == 100_000)
        #expect(shown.utf8.split(separator: 0x0A).allSatisfy { $0.count < 17_000 })
    }
}
