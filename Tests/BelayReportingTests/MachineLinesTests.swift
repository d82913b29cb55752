import BelayData
import BelayReporting
import BelayRuntime
import BelaySource
import BelaySyntax
import BelayTransports
import Testing

@Suite("Lines for machines")
struct MachineLinesTests {
    @Test func `A plan is one object a step, with the titles around it`() {
        let lines = PlanLines.make([
            Sample.start(Sample.path(1), .phase, "Go"),
            Sample.start(Sample.path(1, 1), .action, "drain web1"),
            Sample.command(Sample.path(1, 1, 1), .changes, "poolctl disable web1", on: "lb", as: "root"),
            Sample.start(Sample.path(2), .phase, "After"),
        ])
        #expect(
            lines.map(\.text) == [
                #"{"step":"1","path":[],"when":[],"kind":"phase","effect":null,"target":null,"command":null,"title":"Go"}"#,
                #"{"step":"1.1","path":["Go"],"when":[],"kind":"action","effect":null,"target":null,"command":null,"#
                    + #""title":"drain web1"}"#,
                #"{"step":"1.1.1","path":["Go","drain web1"],"when":[],"kind":"command","#
                    + #""effect":"change","target":"lb as root","command":"poolctl disable web1","title":"poolctl disable web1","#
                    + #""limitSeconds":3600.0}"#,
                #"{"step":"2","path":[],"when":[],"kind":"phase","effect":null,"target":null,"command":null,"title":"After"}"#,
            ])
    }

    @Test func `Events carry the time, the run and the step; output comes in whole lines, the last one at the end`() {
        var lines = RunLines(spelling: \.copyable)
        let step = Sample.path(1)
        let failure = Sample.failure(step, "it ended with status 2", command: "x", status: 2, output: "two")
        let events = [
            Sample.run("T", steps: 1), Sample.command(step, .changes, "x"), Sample.output(step, "one\ntw"),
            Sample.output(step, "o"), Sample.end(step, .command, .failed(failure), after: .milliseconds(1500)),
            Sample.end(.failed, failure),
        ]
        let shown = events.flatMap { lines.handle($0, at: Timestamp(sinceEpoch: .milliseconds(1_772_357_400_125))) }
            .map(
                \.text)
        let head = #"{"at":"2026-03-01T09:30:00.125Z","event":""#
        let run = #"","run":"20260301-093000-k3f9""#
        let failureText =
            #"{"kind":"command","message":"it ended with status 2","step":"1","target":"","command":"x","status":2,"#
            + #""output":"two"}"#
        #expect(
            shown == [
                head + "run.started" + run + #","title":"T","steps":1,"lock":null}"#,
                head + "step.started" + run
                    + #","step":"1","kind":"command","effect":"change","target":"","command":"x","title":"x","#
                    + #""limitSeconds":3600.0}"#,
                head + "step.output" + run + #","step":"1","stream":"output","text":"one"}"#,
                head + "step.output" + run + #","step":"1","stream":"output","text":"two"}"#,
                head + "step.finished" + run + #","step":"1","kind":"command","ending":"failed","failure":"#
                    + failureText
                    + #","seconds":1.5}"#,
                head + "run.finished" + run
                    + #","outcome":"failed","status":1,"seconds":133.0,"resumable":true,"failure":"#
                    + failureText
                    + #","handlerFailures":[],"failures":[],"loops":[],"notes":[],"skipped":[],"recovered":[],"handlersNotRun":[],"notUndone":[]}"#,
            ])
    }

    @Test func `Every kind of event that the reference names comes out under its name`() {
        var lines = RunLines(spelling: \.copyable)
        let step = Sample.path(1)
        let events: [RunEvent] = [
            .awaitObserved(
                AwaitObservation(
                    step: step, truth: .no, seen: "one", elapsed: .seconds(1), remaining: .seconds(2), streak: .zero)),
            .questionAsked(Question(kind: .confirm, step: step, text: PlannedText("Sure?"))),
            .handlerStarted(HandlerStart(step: step, reason: .always, title: PlannedText("always"))),
            .said(step, .plain("hello")),
        ]
        let names = events.flatMap { lines.handle($0, at: Timestamp(sinceEpoch: .zero)) }.map { $0["event"]?.string }
        #expect(names == ["await.observed", "question.asked", "handler.started", "step.output"])
    }

    @Test func `A secret is named and never shown`() {
        let effect = Sample.effect(
            Sample.path(1), .reads, PlannedText("psql"),
            environment: [.init(name: "DB", value: PlannedText("hunter2"), isSecret: true)],
            input: .init(text: PlannedText("hunter2"), isSecret: true))
        let line = PlanLines.make([Sample.command(effect)])[0]
        #expect(!line.text.contains("hunter2"))
        #expect(line["environment"]?.text == #"{"DB":null}"#)
        #expect(line["input"]?.isNull == true)
    }

    @Test func `A diagnostic has its place in lines and columns of characters`() {
        let source = SourceText(file: FileNumber(0), name: "a.runbook", bytes: Array("x\nüü bad\n".utf8))
        let diagnostic = Diagnostic(
            code: "B0101", "no such word", at: Span(file: FileNumber(0), start: 7, end: 10), help: ["write", "this"])
        #expect(
            DiagnosticLines.make([diagnostic], sources: [source]).map(\.text) == [
                #"{"severity":"error","code":"B0101","message":"no such word","file":"a.runbook","line":2,"column":4,"#
                    + #""endLine":2,"endColumn":7,"help":"write\nthis"}"#
            ])
    }
}
