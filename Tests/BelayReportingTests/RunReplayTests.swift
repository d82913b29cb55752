import BelayLanguage
import BelayReporting
import BelayRuntime
import BelaySource
import BelaySyntax
import Testing

@Suite("A run that is over, told from its records")
struct RunReplayTests {
    private let step = StepPath([.ordinal(1)])
    private let span = Span(file: FileNumber(0), start: 3, end: 9)
    private let container = Location(.local, prefixes: [["docker", "exec", "web"].map { PlannedText($0) }])

    private func events(_ records: [JournalRecord]) -> [RunEvent] {
        var replay = RunReplay()
        return records.flatMap { replay.take($0, at: .zero) }
    }

    private func intent(_ number: Int) -> JournalRecord {
        .intent(
            .init(
                number: number, step: step, sign: .destroys, place: container, command: "rm it", limit: .seconds(50),
                allowed: .seconds(60), span: span))
    }

    @Test func `A command is shown with its sign, where it ran and how long it was allowed to take`() {
        let failure = Sample.failure(step, "it ended with status 1", command: "look", location: container)
        let events = events([
            intent(1), .outcome(.init(number: 1, ending: .timedOut, tail: "", duration: .seconds(50))),
            .stepFailed(
                .init(
                    step: step,
                    subject: .command(sign: .reads, place: container, text: "look", allowed: .seconds(7)),
                    failure: failure, duration: .seconds(1), span: span)),
        ])
        let starts = events.compactMap { if case .stepStarted(let start) = $0 { start } else { nil } }
        #expect(starts.compactMap(\.effect?.sign) == [.destroys, .reads])
        #expect(starts.compactMap(\.effect?.location) == [container, container])
        #expect(starts.compactMap(\.effect?.limit) == [.seconds(50), .seconds(7)])
        #expect(starts.map(\.span) == [span, span])
        let failures = events.compactMap { event -> Failure? in
            if case .stepFinished(let end) = event, case .failed(let failure) = end.ending { failure } else { nil }
        }
        #expect(failures.map(\.message) == ["the command did not finish within 1m", "it ended with status 1"])
        #expect(failures.map(\.location) == [container, container])
    }

    @Test func `A question is shown as the one that it was`() {
        let events = events([
            intent(7),
            .answered(
                .init(
                    step: step, asked: .ask(name: "who", type: .secret, defaultValue: nil), question: "Who?",
                    answer: .none)),
            .answered(.init(step: step, asked: .outcome(of: 7), question: "Did it?", answer: .didNotHappen)),
        ])
        let kinds = events.compactMap { if case .questionAsked(let question) = $0 { question.kind } else { nil } }
        guard kinds.count == 2, case .outcome(let change) = kinds[1] else {
            Issue.record("there are two questions, not \(kinds)")
            return
        }
        #expect(kinds[0] == .ask(name: "who", type: .secret, defaultValue: nil))
        #expect(change.effect.script.shown == "rm it" && change.effect.location == container)
        let answers = events.compactMap { if case .questionAnswered(_, let answer) = $0 { answer } else { nil } }
        #expect(answers == [.none, .didNotHappen])
    }

    @Test func `What Belay keeps for itself is not told, a name of the runbook is`() {
        let events = events([
            .bound(.init(step: step, key: .input, content: .value(.text("kept")))),
            .bound(.init(step: step, key: .variable("a b"), content: .value(.text("told")))),
        ])
        #expect(events == [.said(step, .plain("a b = told"))])
    }

    @Test func `The end has the headline that it had`() {
        var failure = Sample.failure(step, "`token` is needed")
        failure.missingSecret = "token"
        var report = RunReport()
        report.failures = [failure]
        let shown = Sample.lines(events([.finished(.init(outcome: .needsDecision, report: report))]))
        #expect(shown.contains("Stopped at 1 after 0ms: a secret is needed.\n"))
    }
}
