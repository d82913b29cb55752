import BelayData
@testable import BelayJournal
@testable import BelayRuntime
import Testing

@Suite struct RunHistoryTests {
    private let id = BindingKey.variable("id")

    private func history(_ records: [JournalRecord]) -> RunHistory { RunHistory(records) }

    private func intent(_ number: Int) -> JournalRecord.Intent { .change(number, at: StepPath([.ordinal(number)])) }

    private func outcome(_ number: Int, _ ending: CommandOutcome.Ending) -> JournalRecord {
        .outcome(.init(number: number, ending: ending, tail: "", duration: .zero))
    }

    @Test func `The outcome of an effect without a recorded end is unknown`() {
        let history = history([
            .intent(intent(1)), outcome(1, .exited(0)), .intent(intent(2)), .intent(intent(3)), outcome(3, .exited(1)),
            .intent(intent(4)), outcome(4, .unknown("the connection was lost")), .intent(intent(5)),
            outcome(5, .timedOut), .intent(intent(6)), outcome(6, .notStarted("no such program")),
            .intent(intent(7)), outcome(7, .unreachable("no route")), .intent(intent(8)), outcome(8, .cancelled),
            .intent(intent(9)), outcome(9, .signalled(9)),
        ])
        #expect(history.undecided.map(\.intent.number) == [2, 4, 5, 8])
        #expect(history.effects.count == 9)
        #expect(history.effect(2)?.outcome == nil)
        #expect(history.effect(3)?.outcome?.ending == .exited(1))
        #expect(history.effect(10) == nil)
    }

    @Test func `An outcome without its intent is no effect`() {
        #expect(history([outcome(1, .exited(0))]).effects.isEmpty)
    }

    @Test func `A change of a handler that is still to come keeps its number`() {
        let handler = StepPath([.ordinal(1)])
        let failed = StepPath([.ordinal(3)])
        func change(_ number: Int) -> JournalRecord.Intent {
            var intent = JournalRecord.Intent.change(number, at: handler.appending(.ordinal(number)))
            intent.place = Location(host: PlannedText("box"))
            intent.isRecorded = true
            return intent
        }
        let history = history([
            .alwaysStarted(handler, from: failed), .intent(change(5)), outcome(5, .exited(0)), .intent(change(6)),
            .finished(.init(outcome: .failed, again: [failed])),
        ])
        #expect(history.effects.isEmpty)
        #expect(history.effect(at: change(5).step) == nil)
        #expect(history.hasChanged)
        #expect(history.lastNumber == 6)
        #expect(history.recordingHosts == ["box"])
        #expect(history.possibleOrphans.map(\.intent.number) == [6])
    }

    @Test func `Each time that a run is resumed its generation is one higher, also where a handler is still to come`() {
        #expect(history([]).generation == 1)
        let handler = StepPath([.ordinal(1)])
        let resumed = JournalRecord.resumed(
            .init(digests: [], version: "1", host: "box", user: "me", process: 1))
        #expect(history([.alwaysStarted(handler, from: nil), resumed, .intent(intent(1)), resumed]).generation == 3)
    }

    @Test func `Who looks around may change something`() {
        #expect(!history([.entered(.phase("One", StepPath([.ordinal(1)])))]).hasChanged)
        #expect(history([.inspected(StepPath([.ordinal(1)]), session: "20260301-093000-k3f9")]).hasChanged)
    }

    @Test func `A step is over when its end is written down and behind once a change was begun since`() {
        let (first, second) = (StepPath([.ordinal(1)]), StepPath([.ordinal(2)]))
        let ended = JournalRecord.ended(.init(step: first, ending: .done))
        let over = history([.entered(.phase("Drain", first)), ended, .entered(.phase("Restart", second))])
        #expect(over.isOver(first) && !over.isPassed(first) && !over.isOver(second))
        #expect(over.entrance(of: first)?.title == "Drain")
        let behind = history([ended, .intent(intent(2))])
        #expect(behind.stepsBehind == [first])
        #expect(!history([ended, .entered(.phase("Drain", first))]).isOver(first))
    }

    @Test func `A string that a change has printed is kept with the change`() {
        let step = StepPath([.ordinal(1)])
        let history = history([
            .intent(intent(1)),
            .outcome(.init(number: 1, ending: .exited(0), tail: "", duration: .zero, output: "a\n\n")),
            .bound(.init(step: step, key: id, content: .output(of: 1))),
        ])
        #expect(history.value(of: id, in: step) == .text("a\n"))
    }

    @Test func `Values and decisions are kept by their step`() {
        let (one, two) = (StepPath([.ordinal(1)]), StepPath([.ordinal(2)]))
        let history = history([
            .bound(.init(step: one, key: id, content: .value(.text("a")))),
            .bound(.init(step: two, key: id, content: .value(.text("b")))),
            .decided(.init(step: one, condition: .doneWhen, truth: .no)),
            .decided(.init(step: one, condition: .doneWhen, truth: .yes)),
        ])
        #expect(history.value(of: id, in: one) == .text("a"))
        #expect(history.value(of: id, in: two) == .text("b"))
        #expect(history.value(of: id, in: StepPath()) == nil)
        #expect(history.decision(.doneWhen, in: one) == .yes)
        #expect(history.decision(.branch(1), in: one) == nil)
    }

    @Test func `A run that was resumed has not ended`() {
        let finished = JournalRecord.Finished(outcome: .failed)
        #expect(history([.finished(finished)]).end == finished)
        #expect(history([.finished(finished), .intent(intent(1))]).end == nil)
    }
}
