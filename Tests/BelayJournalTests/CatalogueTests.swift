@testable import BelayJournal
import BelayRuntime
import Glibc
import Testing

@Suite struct CatalogueTests {
    private let scratch = TemporaryRuns()
    private let clock = TurnedClock()

    private var catalogue: RunCatalogue { RunCatalogue(scratch.state) }

    private func begin(_ title: String, seed: UInt64) throws -> Journal {
        var dice = SeededRandom(seed: seed)
        let journal = try Journal.create(in: scratch.state, clock: clock, random: &dice)
        try journal.append(
            .started(
                .init(
                    run: journal.run, title: title, runbook: "restart.runbook", digests: [], parameters: [],
                    lock: nil, folder: "/home/ada", begun: "2026-03-01T09:30:00.000Z", version: "1.0.0", host: "desk",
                    user: "ada", process: 7)), isDurable: true)
        return journal
    }

    @Test func withoutRunsThereIsNothingToList() throws {
        #expect(try catalogue.summaries(now: clock.timestamp) == [])
        #expect(throws: StateFailure(message: "no run begins with `2026`; there are no runs yet")) {
            try catalogue.find("2026")
        }
    }

    @Test func theListSaysHowEachRunEnded() throws {
        var done: Journal? = try begin("Done", seed: 1)
        clock.turn(by: .seconds(90))
        try done?.append(.entered(StepPath([.ordinal(2)]), .phase, title: "Restart"), isDurable: false)
        try done?.append(.left(StepPath([.ordinal(2)]), .done), isDurable: false)
        try done?.append(.finished(.init(outcome: .handled, message: nil, pendingUndo: [])), isDurable: true)
        done = nil
        clock.turn(by: .seconds(10))
        var killed: Journal? = try begin("Killed", seed: 2)
        let step = StepPath([.ordinal(1), .element(position: 1, label: "a")])
        try killed?.append(
            .intent(.init(number: 1, step: step, sign: "$", location: "", command: "true", undo: nil)),
            isDurable: true)
        killed = nil
        clock.turn(by: .seconds(1))
        let running = try begin("Running", seed: 3)
        clock.turn(by: .seconds(30))

        let summaries = try catalogue.summaries(now: clock.timestamp)
        #expect(summaries.map(\.beginning?.title) == ["Done", "Killed", "Running"])
        #expect(summaries.map(\.state) == [.finished(.handled), .interrupted, .running])
        #expect(summaries.map(\.step) == [StepPath([.ordinal(2)]), step, nil])
        #expect(summaries.map(\.duration) == [.seconds(90), .zero, .seconds(30)])
        #expect(summaries.map(\.startedAt).first == "2026-03-01T09:30:00.000Z")
        #expect(summaries.last?.id == running.run)
    }

    @Test func aLongJournalIsSummedUpFromItsEnds() throws {
        let journal = try begin("Long", seed: 4)
        let step = StepPath([.ordinal(3)])
        try journal.append(.entered(step, .phase, title: "Wait"), isDurable: false)
        let long = String(repeating: "x", count: 5000)
        for number in 0..<100 {
            try journal.append(
                .answered(.init(step: StepPath([.ordinal(number)]), question: long, answer: "yes")), isDurable: false)
        }
        let summary = catalogue.summary(of: journal.folder, now: clock.timestamp)
        #expect(summary.step == step)
        #expect(summary.beginning?.title == "Long")
    }

    /// A journal of hundreds of megabytes, of which only the ends matter; what lies between is not even a journal.
    @Test func theMiddleOfALongJournalIsNotRead() throws {
        let journal = try begin("Long", seed: 4)
        let step = StepPath([.ordinal(3)])
        let intent = JournalRecord.Intent(number: 1, step: step, sign: "$", location: "", command: "true", undo: nil)
        try journal.append(.intent(intent), isDurable: true)
        let file = try OpenFile(journal.folder.journalPath, flags: O_RDWR)
        let gap = 1 << 30
        let head = try file.length()
        try file.truncate(to: head + gap)
        let line = JournalLine.write([], kind: "later", number: 3, timestamp: clock.timestamp, after: [])
        try file.writeAll([UInt8(ascii: "\n")] + line.bytes, at: head + gap)
        let began = ContinuousClock.now
        let summary = catalogue.summary(of: journal.folder, now: clock.timestamp)
        #expect(summary.beginning?.title == "Long" && summary.state == .running && !summary.changedNothing)
        #expect(ContinuousClock.now - began < .seconds(20))
    }

    @Test func aRunKilledAtOnceIsListedToo() throws {
        let folder = RunFolder(id: "20260301-093000-aaaa", in: scratch.state)
        try StateFolder.make(folder.path)
        var killed = RunSummary(id: folder.id, state: .interrupted)
        #expect(try catalogue.summaries(now: clock.timestamp) == [killed])
        _ = try OpenFile(folder.journalPath, flags: O_WRONLY | O_CREAT, mode: 0o600)
        killed.changedNothing = true
        #expect(try catalogue.summaries(now: clock.timestamp) == [killed])
    }

    /// As in journals of earlier versions, where the end does not say so.
    @Test(arguments: [true, false])
    func aFailureBeforeTheFirstChangeIsSeenFromTheRecords(changes: Bool) throws {
        var journal: Journal? = try begin("Failed", seed: 1)
        let folder = try #require(journal?.folder)
        if changes {
            let step = StepPath([.ordinal(1)])
            let intent = JournalRecord.Intent(
                number: 1, step: step, sign: "$", location: "", command: "true", undo: nil)
            // Of a handler that runs again.
            try journal?.append(.unwinding(step, from: StepPath([.ordinal(2)])), isDurable: true)
            try journal?.append(.intent(intent), isDurable: true)
        }
        let finished = JournalRecord.Finished(
            outcome: .failed, message: nil, pendingUndo: [], again: [StepPath([.ordinal(2)])])
        try journal?.append(.finished(finished), isDurable: true)
        journal = nil
        #expect(catalogue.summary(of: folder, now: clock.timestamp).changedNothing == !changes)
    }

    @Test func aJournalOfSomethingElseIsSaidToBeUnreadable() throws {
        let folder = RunFolder(id: "20260301-093000-aaaa", in: scratch.state)
        try StateFolder.make(folder.path)
        try OpenFile(folder.journalPath, flags: O_WRONLY | O_CREAT, mode: 0o600).writeAll(Array("no\n".utf8), at: 0)
        #expect(
            try catalogue.summaries(now: clock.timestamp).map(\.state)
                == [.unreadable("its journal does not begin as Belay writes one")])
    }

    @Test func aRunIsFoundByWhatItAloneBeginsWith() throws {
        let first = try begin("A", seed: 1)
        clock.turn(by: .seconds(1))
        let second = try begin("B", seed: 2)
        #expect(try catalogue.find(first.run) == first.folder)
        #expect(try catalogue.find("20260301-093001") == second.folder)
        #expect(throws: StateFailure(message: "no run begins with `2027`; the last one is \(second.run)")) {
            try catalogue.find("2027")
        }
        #expect(throws: StateFailure(message: "2 runs begin with `2026`, among them \(first.run), \(second.run)")) {
            try catalogue.find("2026")
        }
        #expect(throws: StateFailure.self) { try catalogue.find("") }
        #expect(throws: StateFailure.self) { try catalogue.find("../locks") }
    }

    @Test func theStateFolderIsWhereTheEnvironmentSays() throws {
        #expect(try StateFolder(environment: ["XDG_STATE_HOME": "/s", "HOME": "/h"]).path == "/s/belay")
        #expect(try StateFolder(environment: ["XDG_STATE_HOME": "s", "HOME": "/h"]).path == "/h/.local/state/belay")
        #expect(try StateFolder(environment: ["HOME": "/h"]).runs == "/h/.local/state/belay/runs")
        #expect(throws: StateFailure.self) { try StateFolder(environment: [:]) }
    }
}
