import BelayData
@testable import BelayJournal
import BelayRuntime
import BelaySystem
import BelayTestSupport
import Glibc
import Testing

@Suite struct CatalogueTests {
    private let scratch = TemporaryRuns()
    private let clock = TurnedClock()

    private var catalogue: RunCatalogue { RunCatalogue(scratch.state) }

    private func begin(_ title: String, seed: UInt64) throws -> Journal {
        var generator = SeededRandom(seed: seed)
        let journal = try Journal.create(in: scratch.state, clock: clock, random: &generator)
        try journal.append(
            .started(
                .init(
                    run: journal.run, title: title, stepCount: 4, runbook: "restart.runbook", digests: [],
                    parameters: [],
                    lock: nil, folder: "/home/ada", begun: Timestamp(sinceEpoch: .seconds(1_772_357_400)),
                    version: "1.0.0", host: "desk",
                    user: "ada", process: 7)), isDurable: true)
        return journal
    }

    @Test func `Without runs there is nothing to list`() throws {
        #expect(try catalogue.summaries(now: clock.timestamp) == [])
        #expect(throws: StateFailure(message: "no run begins with `2026`; there are no runs yet")) {
            try catalogue.find("2026")
        }
    }

    @Test func `The list says how each run ended`() throws {
        var done: Journal? = try begin("Done", seed: 1)
        clock.turn(by: .seconds(90))
        try done?.append(.entered(.phase("Restart", StepPath([.ordinal(2)]))), isDurable: false)
        try done?.append(.ended(.init(step: StepPath([.ordinal(2)]), ending: .done)), isDurable: false)
        try done?.append(.finished(.init(outcome: .handled)), isDurable: true)
        done = nil
        clock.turn(by: .seconds(10))
        var killed: Journal? = try begin("Killed", seed: 2)
        let step = StepPath([.ordinal(1), .element(position: 1, label: "a")])
        try killed?.append(
            .intent(.change(1, at: step)),
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
        #expect(summaries.map(\.startedAt).first == Timestamp(sinceEpoch: .seconds(1_772_357_400)))
        #expect(summaries.last?.id == running.run)
    }

    @Test func `A long journal is summed up from its ends`() throws {
        let journal = try begin("Long", seed: 4)
        let step = StepPath([.ordinal(3)])
        try journal.append(.entered(.phase("Wait", step)), isDurable: false)
        let long = String(repeating: "x", count: 5000)
        for number in 0..<100 {
            try journal.append(
                .answered(.init(step: StepPath([.ordinal(number)]), asked: .confirm, question: long, answer: .yes)),
                isDurable: false)
        }
        let summary = catalogue.summary(of: journal.folder, now: clock.timestamp)
        #expect(summary.step == step)
        #expect(summary.beginning?.title == "Long")
    }

    /// A journal of hundreds of megabytes, of which only the ends matter; what lies between is not even a journal.
    @Test func `The middle of a long journal is not read`() throws {
        let journal = try begin("Long", seed: 4)
        let step = StepPath([.ordinal(3)])
        let intent = JournalRecord.Intent.change(1, at: step)
        try journal.append(.intent(intent), isDurable: true)
        let file = try OpenFile(journal.folder.journalPath, flags: O_RDWR)
        let gap = 1 << 30
        let head = try file.length()
        try file.truncate(to: head + gap)
        let line = JournalLine.write([], kind: "later", number: 3, timestamp: "now", after: [])
        try file.writeAll([UInt8(ascii: "\n")] + line.bytes, at: head + gap)
        let began = ContinuousClock.now
        let summary = catalogue.summary(of: journal.folder, now: clock.timestamp)
        #expect(summary.beginning?.title == "Long" && summary.state == .running && !summary.changedNothing)
        #expect(ContinuousClock.now - began < .seconds(20))
    }

    @Test func `A run killed at once is listed too`() throws {
        let folder = RunFolder(id: "20260301-093000-aaaa", in: scratch.state)
        try Folder.make(folder.path, mode: 0o700)
        var killed = RunSummary(id: folder.id, state: .interrupted)
        #expect(try catalogue.summaries(now: clock.timestamp) == [killed])
        _ = try OpenFile(folder.journalPath, flags: O_WRONLY | O_CREAT, mode: 0o600)
        killed.changedNothing = true
        #expect(try catalogue.summaries(now: clock.timestamp) == [killed])
    }

    @Test(arguments: [true, false])
    func `A run that changed nothing says so`(changedNothing: Bool) throws {
        var journal: Journal? = try begin("Failed", seed: 1)
        let folder = try #require(journal?.folder)
        try journal?.append(.finished(.init(outcome: .failed, changedNothing: changedNothing)), isDurable: true)
        journal = nil
        #expect(catalogue.summary(of: folder, now: clock.timestamp).changedNothing == changedNothing)
    }

    @Test func `A journal of another format is said to be unreadable`() throws {
        let folder = RunFolder(id: "20260301-093000-aaaa", in: scratch.state)
        try Folder.make(folder.path, mode: 0o700)
        let line = JournalLine.write(
            [("journal", .number(1)), ("version", "0.0.9")], kind: "started", number: 1,
            timestamp: "2026-03-01T09:30:00.000Z",
            after: [])
        try OpenFile(folder.journalPath, flags: O_WRONLY | O_CREAT, mode: 0o600).writeAll(line.bytes, at: 0)
        let words =
            "its journal has format 1, and this Belay reads format 3 to 5: use the Belay that wrote it, version 0.0.9"
        #expect(try catalogue.summaries(now: clock.timestamp).map(\.state) == [.unreadable(words)])
    }

    @Test func `A journal of something else is said to be unreadable`() throws {
        let folder = RunFolder(id: "20260301-093000-aaaa", in: scratch.state)
        try Folder.make(folder.path, mode: 0o700)
        try OpenFile(folder.journalPath, flags: O_WRONLY | O_CREAT, mode: 0o600).writeAll(Array("no\n".utf8), at: 0)
        #expect(
            try catalogue.summaries(now: clock.timestamp).map(\.state)
                == [.unreadable("its journal does not begin as Belay writes one")])
    }

    @Test func `A run is found by what it alone begins with`() throws {
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

    @Test func `The state folder is where the environment says`() throws {
        #expect(try StateFolder(environment: ["XDG_STATE_HOME": "/s", "HOME": "/h"]).path == "/s/belay")
        #expect(try StateFolder(environment: ["XDG_STATE_HOME": "s", "HOME": "/h"]).path == "/h/.local/state/belay")
        #expect(try StateFolder(environment: ["HOME": "/h"]).runs == "/h/.local/state/belay/runs")
        #expect(throws: StateFailure.self) { try StateFolder(environment: [:]) }
    }
}
