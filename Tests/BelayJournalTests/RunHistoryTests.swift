import BelayData
@testable import BelayJournal
@testable import BelayRuntime
import Testing

@Suite struct RunHistoryTests {
    private func history(_ records: [JournalRecord]) -> RunHistory {
        RunHistory(
            records.enumerated().map {
                JournalEntry(number: $0.offset + 1, timestamp: "2026-03-01T09:30:00.000Z", content: .record($0.element))
            })
    }

    private func intent(_ number: Int) -> JournalRecord.Intent {
        .init(number: number, step: StepPath([.ordinal(number)]), sign: "$", location: "", command: "true", undo: nil)
    }

    private func outcome(_ number: Int, _ ending: CommandOutcome.Ending) -> JournalRecord {
        .outcome(.init(number: number, ending: ending, tail: "", duration: .zero))
    }

    @Test func anEffectWithoutASeenEndIsUndecided() {
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

    @Test func anOutcomeWithoutItsIntentIsNoEffect() {
        #expect(history([outcome(1, .exited(0))]).effects.isEmpty)
    }

    @Test func aChangeOfAHandlerThatIsStillToComeKeepsItsNumber() {
        let handler = StepPath([.ordinal(1)])
        let failed = StepPath([.ordinal(3)])
        func change(_ number: Int) -> JournalRecord.Intent {
            .init(
                number: number, step: handler.appending(.ordinal(number)), sign: "$", location: "box", command: "true",
                undo: nil, place: Location(host: PlannedText("box")), isRecorded: true)
        }
        let history = history([
            .unwinding(handler, from: failed), .intent(change(5)), outcome(5, .exited(0)), .intent(change(6)),
            .finished(.init(outcome: .failed, message: nil, pendingUndo: [], again: [failed])),
        ])
        #expect(history.effects.isEmpty)
        #expect(history.effect(at: change(5).step) == nil)
        #expect(history.hasChanged)
        #expect(history.lastNumber == 6)
        #expect(history.recordingHosts == ["box"])
        #expect(history.possibleOrphans.map(\.intent.number) == [6])
    }

    @Test func whoLooksAroundMayChangeSomething() {
        #expect(!history([.entered(StepPath([.ordinal(1)]), .phase, title: "One")]).hasChanged)
        #expect(history([.looked(StepPath([.ordinal(1)]), session: "20260301-093000-k3f9")]).hasChanged)
    }

    @Test func whatIsOpenIsWhatWasEnteredAndNotLeft() {
        let phase = StepPath([.ordinal(1)])
        let first = phase.appending(.ordinal(1))
        let second = phase.appending(.ordinal(2))
        let history = history([
            .entered(phase, .phase, title: "Restart"), .entered(first, .action, title: "drain a"), .left(first, .done),
            .entered(second, .action, title: "drain b"),
        ])
        #expect(history.openSteps == [phase, second])
        #expect(history.steps[first]?.title == "drain a")
        #expect(history.steps[first]?.ending == .done)
        #expect(history.steps[second]?.ending == nil)
    }

    @Test func aTextThatAChangeHasPrintedIsKeptWithTheChange() {
        let step = StepPath([.ordinal(1)])
        let history = history([
            .intent(intent(1)),
            .outcome(.init(number: 1, ending: .exited(0), tail: "", duration: .zero, output: "a\n\n")),
            .bound(.init(step: step, name: "id", value: .none, output: 1)),
        ])
        #expect(history.value(of: "id", in: step) == .text("a\n"))
    }

    @Test func valuesDecisionsAndAnswersAreKeptByTheirStep() {
        let (one, two) = (StepPath([.ordinal(1)]), StepPath([.ordinal(2)]))
        let history = history([
            .bound(.init(step: one, name: "id", value: .text("a"))),
            .bound(.init(step: two, name: "id", value: .text("b"))),
            .decided(.init(step: one, what: "done when", truth: .no)),
            .decided(.init(step: one, what: "done when", truth: .yes)),
            .answered(.init(step: two, question: "continue?", answer: "yes")),
        ])
        #expect(history.value(of: "id", in: one) == .text("a"))
        #expect(history.value(of: "id", in: two) == .text("b"))
        #expect(history.value(of: "id", in: StepPath()) == nil)
        #expect(history.decision("done when", in: one) == .yes)
        #expect(history.decision("if", in: one) == nil)
        #expect(history.answer(to: "continue?", in: two) == "yes")
    }

    @Test func aRunThatWentOnHasNotEnded() {
        let finished = JournalRecord.Finished(outcome: .failed, message: nil, pendingUndo: [])
        #expect(history([.finished(finished)]).end == finished)
        #expect(history([.finished(finished), .intent(intent(1))]).end == nil)
    }

    @Test func recordsOfALaterVersionForbidGoingOn() {
        let entry = JournalEntry(number: 1, timestamp: "", content: .later(kind: "moonrise", .null))
        #expect(RunHistory([entry]).isOfLaterVersion)
        #expect(!history([]).isOfLaterVersion)
    }
}
