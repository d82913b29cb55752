import BelayData
@testable import BelayJournal
import BelayRuntime
import BelaySystem
import BelayTestSupport
import Glibc
import Synchronization
import Testing

/// What a disk may do to a journal.
extension JournalTests {
    @Test func `A full disk leaves no half line`() throws {
        let disk = FailingDisk()
        let journal = onDisk(disk)
        try journal.append(say(1), isDurable: true)
        let whole = disk.bytes
        for free in 0..<150 {
            disk.state.withLock { $0.capacity = whole.count + free }
            #expect(throws: JournalFailure(message: "the journal cannot be written: no space left on device")) {
                try journal.append(say(2), isDurable: true)
            }
            #expect(disk.bytes == whole)
        }
        disk.state.withLock { $0.capacity = .max }
        try journal.append(say(3), isDurable: true)
        #expect(JournalReader(disk.bytes).entries.map(\.record) == [say(1), say(3)])
    }

    @Test func `Half a line that cannot be cut is cut later`() throws {
        let disk = FailingDisk()
        let journal = onDisk(disk)
        try journal.append(say(1), isDurable: true)
        disk.state.withLock {
            $0.capacity = $0.bytes.count + 20
            $0.refusesToCut = true
        }
        #expect(throws: JournalFailure.self) { try journal.append(say(2), isDurable: true) }
        disk.state.withLock { $0.capacity = .max }
        #expect(
            throws: JournalFailure(
                message: "the journal ends with a partial line, which cannot be cut off: input/output error")
        ) { try journal.append(say(2), isDurable: true) }
        #expect(JournalReader(disk.bytes).entries.map(\.record) == [say(1)])
        disk.state.withLock { $0.refusesToCut = false }
        try journal.append(say(3), isDurable: true)
        #expect(JournalReader(disk.bytes).entries.map(\.record) == [say(1), say(3)])
    }

    @Test func `Short writes are continued`() throws {
        let disk = FailingDisk()
        disk.state.withLock { $0.piece = 7 }
        let journal = onDisk(disk)
        for number in 0..<5 { try journal.append(say(number), isDurable: true) }
        #expect(JournalReader(disk.bytes).entries.map(\.record) == (0..<5).map(say))
    }

    @Test func `After a failed synchronization nothing is durable any more`() throws {
        let disk = FailingDisk()
        let journal = onDisk(disk)
        try journal.append(say(1), isDurable: true)
        disk.state.withLock { $0.refusesToSynchronize = true }
        let failure = JournalFailure(message: "the journal cannot be flushed to disk: input/output error")
        #expect(throws: failure) { try journal.append(say(2), isDurable: true) }
        disk.state.withLock { $0.refusesToSynchronize = false }
        #expect(throws: failure) { try journal.append(say(3), isDurable: true) }
    }

    @Test func `A real full disk is said plainly`() throws {
        let folder = RunFolder(id: "full", in: scratch.state)
        let file = OpenFile(descriptor: open("/dev/full", O_WRONLY | O_APPEND | O_CLOEXEC))
        let journal = Journal(
            folder: folder, lock: nil, storage: JournalFile(file: file), clock: clock, after: JournalReader([]))
        #expect(throws: JournalFailure(message: "the journal cannot be written: no space left on device")) {
            try journal.append(say(1), isDurable: true)
        }
    }

    @Test func `A state folder that cannot be made is said plainly`() throws {
        var generator = SeededRandom(seed: 1)
        let state = StateFolder(path: "/dev/null/belay")
        #expect(throws: JournalFailure(message: "cannot start a journal in /dev/null/belay/runs: not a directory")) {
            try Journal.create(in: state, clock: clock, random: &generator)
        }
    }
}
