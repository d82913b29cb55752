import BelayLanguage
import BelaySource
import BelaySyntax
import Testing

@testable import BelayRuntime

/// Each text of what leaves a run holds a secret here, and none does behind the redactor.
struct RedactedTests {
    private static let canary = "hunter2-and-more"

    private let text = "a \(canary) b"
    private let planned = PlannedText([.known("a \(canary) b"), .unknown("x \(canary)")])
    private let step = StepPath([.ordinal(1)])
    private let span = Span(file: FileNumber(0), start: 0, end: 0)

    private func dumped(_ content: Any) -> String {
        var text = ""
        dump(content, to: &text)
        return text
    }

    private var redactor: Redactor {
        let redactor = Redactor()
        redactor.hide(Self.canary)
        return redactor
    }

    private var failure: Failure {
        Failure(
            kind: .fail, message: text, step: step, command: text, status: 1, output: text,
            location: Location(host: PlannedText(text)), span: span)
    }

    private var effect: CommandEffect {
        CommandEffect(
            step: step, sign: .changes,
            location: Location(.host(planned), user: planned, prefixes: [[planned]]), script: planned,
            isPipeline: false,
            environment: [
                .init(name: "A", value: planned, isSecret: false),
                .init(name: "B", value: .secret(Secret(Self.canary))),
            ], input: .init(.secret(Secret(Self.canary))), limit: .seconds(1), isCaptured: false)
    }

    private var end: RunEnd {
        var end = RunEnd(
            outcome: .failed, failure: failure, handlerFailures: [failure],
            pendingUndo: [PendingUndo(step: step, title: text, lines: [.words(text), .command(effect)])],
            duration: .zero)
        end.report.failures = [failure]
        end.report.recovered = [failure]
        end.report.idleHandlers = [text]
        end.report.skipped = [SkippedStep(step: step, title: text, reason: text)]
        end.report.loops = [LoopEnd(step: step, failed: [text], done: 0, notBegun: [text], othersWentOn: false)]
        return end
    }

    private var questions: [Question] {
        let held = HeldStep(failure: failure, canWaitLonger: true, passing: .skip, handlers: [text])
        let kinds: [Question.Kind] = [
            .confirm, .pointOfNoReturn(lock: planned), .ask(name: "n", type: .text, defaultValue: text),
            .approval(WantedApprovals(count: 2)), .manual(hasCondition: true),
            .outcome(DoubtfulChange(effect: effect, tail: text)), .hold(held),
        ]
        return kinds.map { Question(kind: $0, step: step, text: planned) }
    }

    private var events: [RunEvent] {
        let answers: [Answer] = [
            .text(text), .give(text), .skip(reason: text), .rejected(text), .unapproved(text), .yes,
        ]
        return [
            .runStarted(RunStart(id: "r", title: text, stepCount: 1, lock: text)),
            .stepStarted(StepStart(step: step, kind: .command, title: planned, effect: effect, span: span)),
            .said(step, .plain(text)), .said(step, .difference(text)), .said(step, .pointOfNoReturn(text)),
            .said(step, .recovered(text)),
            .awaitObserved(
                AwaitObservation(step: step, truth: .no, seen: text, elapsed: .zero, remaining: .zero, streak: .zero)),
            .handlerStarted(HandlerStart(step: step, reason: .undo, title: planned)),
            .branchStarted(
                BranchStart(step: step, title: planned, conditions: [planned], isAlternative: false, span: span)),
            .branchEnded(step),
            .strandStarted(StrandStart(step: step, label: "h01", steps: [step], count: 2)),
            .strandEnded(StrandEnd(step: step, label: "h01", ending: .done)),
            .stepFinished(StepEnd(step: step, kind: .command, ending: .failed(failure), duration: .zero)),
            .stepFinished(StepEnd(step: step, kind: .command, ending: .skipped(text), duration: .zero)),
            .runFinished(end),
        ] + questions.map { .questionAsked($0) } + answers.map { .questionAnswered(step, $0) }
    }

    @Test func `No text of an event keeps a secret`() {
        for event in events {
            let shown = dumped(redactor.clean(event).content)
            #expect(!shown.contains(Self.canary), "\(shown)")
        }
    }

    @Test func `No text of a question, of a failure or of the end of a run keeps a secret`() {
        for question in questions { #expect(!dumped(redactor.clean(question).content).contains(Self.canary)) }
        #expect(!dumped(redactor.clean(failure).content).contains(Self.canary))
        #expect(!dumped(redactor.clean(end).content).contains(Self.canary))
    }

    @Test func `No question of a plan keeps a secret, and its lock is compared as it is`() {
        for question in questions {
            let met = PlannedQuestion(question, by: redactor)
            for shown in ["\(met)", String(reflecting: met), dumped(met)] {
                #expect(!shown.contains(Self.canary), "\(shown)")
            }
        }
        let lock = Question(kind: .pointOfNoReturn(lock: PlannedText(text)), step: step, text: planned)
        let met = PlannedQuestion(lock, by: redactor)
        #expect(!dumped(met).contains(Self.canary))
        #expect(met.isPassed(by: text) && met.lockAsAnswer == text)
        #expect(!met.isPassed(by: redactor.redacted(text)))
        let unknown = PlannedQuestion(
            Question(kind: .pointOfNoReturn(lock: planned), step: step, text: planned), by: redactor)
        #expect(unknown.isPassed(by: "whatever") && unknown.lockAsAnswer == nil)
    }

    @Test func `A secret prints as a mark, whatever prints it`() {
        let value = Value.list([.record([.init(name: "key", value: .secret(Secret(Self.canary)))])])
        for shown in ["\(value)", String(reflecting: value), dumped(value), value.shown] {
            #expect(!shown.contains(Self.canary), "\(shown)")
        }
        #expect(Value.secret(Secret(Self.canary)).text == nil)
    }

    @Test func `Whoever has the text of a secret has hidden it`() {
        let redactor = Redactor()
        #expect(redactor.redacted(text) == text)
        #expect(Value.secret(Secret(Self.canary)).text(hiding: redactor) == Self.canary)
        #expect(redactor.redacted(text) == "a [secret] b")
    }
}
