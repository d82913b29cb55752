import BelayData
@testable import BelayJournal
import BelayRuntime
import BelaySystem
import BelayTestSupport
import Glibc
import Synchronization
import Testing

@Suite struct JournalTests {
    let scratch = TemporaryRuns()
    let clock = TurnedClock()

    func makeJournal(seed: UInt64 = 1) throws -> Journal {
        var generator = SeededRandom(seed: seed)
        return try Journal.create(in: scratch.state, clock: clock, random: &generator)
    }

    func onDisk(_ disk: FailingDisk) -> Journal {
        Journal(
            folder: RunFolder(id: "test", in: scratch.state), lock: nil, storage: disk, clock: clock,
            after: JournalReader([]))
    }

    func say(_ number: Int) -> JournalRecord {
        .answered(
            .init(
                step: StepPath([.ordinal(number)]), asked: .confirm, question: "how many", answer: .text("\(number)")))
    }

    @Test func `A journal is for its user alone`() throws {
        let journal = try makeJournal()
        try journal.append(say(1), isDurable: true)
        var status = stat()
        #expect(stat(journal.folder.path, &status) == 0 && status.st_mode & 0o777 == 0o700)
        #expect(stat(journal.folder.journalPath, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(stat(scratch.state.path, &status) == 0 && status.st_mode & 0o777 == 0o700)
        #expect(journal.run.hasPrefix("20260301-093000-") && journal.run.count == 20)
    }

    @Test func `A run that is refused leaves nothing behind, and one that has begun is never taken away`() throws {
        let refused = try makeJournal(seed: 1)
        let begun = try makeJournal(seed: 2)
        try begun.append(say(1), isDurable: false)
        refused.withdraw()
        begun.withdraw()
        #expect(TemporaryFolder.names(of: scratch.state.runs) == [begun.run])
        #expect(try begun.folder.read().entries.count == 1)
    }

    @Test func `Runs that begin together have folders of their own`() throws {
        let first = try makeJournal(seed: 5)
        let second = try makeJournal(seed: 5)
        #expect(first.run != second.run)
    }

    @Test func `Records come back with their times`() throws {
        let journal = try makeJournal()
        try journal.append(say(1), isDurable: true)
        clock.turn(by: .milliseconds(1500))
        try journal.append(say(2), isDurable: false)
        let reader = try journal.folder.read()
        #expect(reader.entries.map(\.record) == [say(1), say(2)])
        #expect(
            reader.entries.map(\.timestamp)
                == ["2026-03-01T09:30:00.000Z", "2026-03-01T09:30:01.500Z"].map { Timestamp($0) })
    }

    @Test func `Records of many tasks are whole and in order`() async throws {
        let journal = try makeJournal()
        await withTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<50 {
                        let record = JournalRecord.decided(
                            .init(
                                step: StepPath([.ordinal(task), .ordinal(number)]), condition: .branch(1), truth: .yes))
                        #expect(throws: Never.self) { try journal.append(record, isDurable: number % 5 == 0) }
                    }
                }
            }
        }
        let reader = try journal.folder.read()
        #expect(reader.damage == nil && reader.entries.count == 400)
        for task in 0..<8 {
            let own = reader.entries.compactMap { entry -> Int? in
                guard case .decided(let record) = entry.record, record.step.components[0] == .ordinal(task),
                    case .ordinal(let number) = record.step.components[1]
                else { return nil }
                return number
            }
            #expect(own == Array(0..<50))
        }
    }

    @Test func `One wait for the disk serves all that were written before it`() throws {
        let disk = FailingDisk()
        let journal = onDisk(disk)
        for number in 0..<10 { try journal.append(say(number), isDurable: false) }
        #expect(disk.state.withLock { $0.synchronizations } == 0)
        try journal.append(say(10), isDurable: true)
        #expect(disk.state.withLock { $0.synchronizations } == 1)
    }

    @Test func `A resumed run continues in the same journal`() throws {
        var journal: Journal? = try makeJournal()
        let folder = try #require(journal?.folder)
        try journal?.append(say(1), isDurable: true)
        #expect(folder.isRunning)
        #expect(
            throws: JournalFailure(message: "\(folder.id) cannot be resumed: it is running right now")
        ) {
            try Journal.reopen(folder, clock: clock)
        }
        journal = nil
        #expect(!folder.isRunning)
        let reopened = try Journal.reopen(folder, clock: clock)
        #expect(reopened.entries.map(\.record) == [say(1)])
        #expect(folder.isRunning)
        try reopened.journal.append(say(2), isDurable: true)
        let reader = try folder.read()
        #expect(reader.damage == nil && reader.entries.map(\.record) == [say(1), say(2)])
    }

    @Test func `A journal cut at any byte reopens as a prefix`() throws {
        let sample = try sampleJournal(records: 12)
        let records = JournalReader(sample).entries.map(\.record)
        #expect(records.count == 12)
        for length in 0...sample.count {
            let cut = Array(sample.prefix(length))
            let reader = JournalReader(cut)
            #expect(reader.damage == nil)
            #expect(reader.entries.map(\.record) == Array(records.prefix(reader.entries.count)))
            #expect(reader.entries.count == cut.count { $0 == UInt8(ascii: "\n") })
            #expect(reader.wholeLength + reader.tornLength == length)
        }
    }

    @Test func `A journal cut in the file continues after the last whole line`() throws {
        let sample = try sampleJournal(records: 3)
        for length in stride(from: 0, to: sample.count, by: 37) {
            let folder = try write(Array(sample.prefix(length)), as: "cut-\(length)")
            let reopened = try Journal.reopen(folder, clock: clock)
            try reopened.journal.append(say(9), isDurable: true)
            let reader = try folder.read()
            #expect(reader.damage == nil && reader.tornLength == 0)
            #expect(reader.entries.map(\.record) == reopened.entries.map(\.record) + [say(9)])
        }
    }

    @Test func `Any changed byte is reported at its line`() throws {
        let sample = try sampleJournal(records: 4)
        let lines = JournalReader(sample).entries
        for offset in 0..<(sample.count - 1) {
            var changed = sample
            changed[offset] ^= 1
            let reader = JournalReader(changed)
            let line = sample[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
            #expect(reader.damage?.line == line, "byte \(offset)")
            #expect(reader.entries == Array(lines.prefix(line - 1)), "byte \(offset)")
        }
    }

    @Test func `A missing line is reported`() throws {
        let lines = try sampleJournal(records: 4).split(separator: UInt8(ascii: "\n"))
        let without = Array([lines[0], lines[2], lines[3]].joined(separator: [UInt8(ascii: "\n")])) + [10]
        #expect(JournalReader(without).damage?.line == 2)
        let repeated = Array([lines[0], lines[1], lines[1], lines[2]].joined(separator: [10])) + [10]
        #expect(JournalReader(repeated).damage?.line == 3)
        #expect(JournalReader(Array("\n".utf8)).damage?.line == 1)
        #expect(JournalReader(Array("{}\n".utf8)).damage?.line == 1)
        #expect(JournalReader([0xff, 0xfe, 10]).damage?.line == 1)
    }

    @Test func `A damaged journal is not resumed`() throws {
        var sample = try sampleJournal(records: 3)
        sample[10] ^= 1
        let folder = try write(sample, as: "damaged")
        let failure = #expect(throws: JournalFailure.self) { try Journal.reopen(folder, clock: clock) }
        #expect(failure?.message.hasPrefix("line 1 of the journal of damaged is damaged: ") == true)
        #expect(try folder.read().damage?.line == 1)
    }

    /// Bytes that do not begin as the next line are not half of it: the end of the file was overwritten.
    @Test func `An end that is not half a line is reported`() throws {
        let sample = try sampleJournal(records: 3)
        let half = Array(#"{"n":4,"at":"2026"#.utf8)
        let ends: [[UInt8]] = [
            Array(repeating: 0, count: 4096), Array("garbage".utf8), Array(#"{"n":5,"#.utf8), Array(#"{"n":3,"#.utf8),
            Array(" ".utf8), half + Array(repeating: 0, count: 100), Array("{\"n\":4,\u{1}".utf8),
        ]
        for end in ends {
            let reader = JournalReader(sample + end)
            #expect(reader.damage?.line == 4 && reader.tornLength == 0, "\(end.prefix(20))")
            #expect(reader.entries.count == 3 && reader.wholeLength == sample.count)
        }
        for length in 0...half.count { #expect(JournalReader(sample + half.prefix(length)).tornLength == length) }
        let lost = JournalReader(sample.dropLast() + [UInt8(ascii: "\r")])
        #expect(lost.damage?.line == 3 && lost.entries.count == 2)
    }

    /// Pieces of the file end anywhere in a line.
    @Test func `A long journal is read piece by piece`() throws {
        let journal = try makeJournal()
        let long = String(repeating: "x", count: 700_000)
        for number in 0..<3 {
            try journal.append(say(number), isDurable: false)
            try journal.append(
                .answered(.init(step: StepPath([.ordinal(number)]), asked: .confirm, question: long, answer: .yes)),
                isDurable: false)
        }
        let reader = try journal.folder.read()
        #expect(reader.damage == nil && reader.tornLength == 0 && reader.entries.count == 6)
        var numbers: [Int] = []
        let damage = try journal.folder.forEachEntry { numbers.append($0.number) }
        #expect(damage == nil && numbers == Array(1...6))
    }

    @Test func `Nothing is changed when the journal is gone`() throws {
        for remove in [{ (path: String) in unlink(path) }, { rename($0, $0 + ".away") }] {
            let journal = try makeJournal()
            try journal.append(say(1), isDurable: true)
            #expect(!journal.isGone)
            #expect(remove(journal.folder.journalPath) == 0)
            let failure = #expect(throws: JournalFailure.self) { try journal.append(say(2), isDurable: true) }
            #expect(failure?.message.contains("was removed or replaced: nobody could resume the run") == true)
            #expect(journal.isGone)
        }
    }

    /// Also when it has grown again since.
    @Test(arguments: [0, 10]) func `Nothing is changed when the journal was cut short`(length: Int) throws {
        let journal = try makeJournal()
        try journal.append(say(1), isDurable: true)
        #expect(!journal.isGone)
        #expect(truncate(journal.folder.journalPath, off_t(length)) == 0)
        try journal.append(say(2), isDurable: false)
        let failure = #expect(throws: JournalFailure.self) { try journal.append(say(3), isDurable: true) }
        #expect(failure?.message.contains("was emptied or cut short: nobody could resume the run") == true)
        #expect(journal.isGone)
    }

    @Test func `No change begins when the lock is gone`() throws {
        let journal = try makeJournal()
        let owner = LockOwner(
            target: "prod", run: journal.run, runbook: "a", user: "ada", host: "desk", process: 7,
            since: clock.timestamp)
        journal.watch(try TargetLock.take(for: owner, in: scratch.state))
        let intent = JournalRecord.intent(.change(1, at: StepPath([.ordinal(1)])))
        try journal.append(intent, isDurable: true)
        #expect(unlink(TargetLock.path(of: "prod", in: scratch.state)) == 0)
        let failure = #expect(throws: JournalFailure.self) { try journal.append(intent, isDurable: true) }
        #expect(failure?.message.contains("another run could have the lock") == true)
        // What was done is written down all the same.
        try journal.append(say(1), isDurable: true)
    }

    func sampleJournal(records: Int) throws -> [UInt8] {
        let disk = FailingDisk()
        let journal = onDisk(disk)
        var generator = SeededRandom(seed: 11)
        for _ in 0..<records { try journal.append(generator.record(), isDurable: false) }
        return disk.bytes
    }

    func write(_ bytes: [UInt8], as id: String) throws -> RunFolder {
        let folder = RunFolder(id: id, in: scratch.state)
        try Folder.make(folder.path, mode: 0o700)
        try OpenFile(folder.journalPath, flags: O_WRONLY | O_CREAT, mode: 0o600).writeAll(bytes, at: 0)
        return folder
    }
}
