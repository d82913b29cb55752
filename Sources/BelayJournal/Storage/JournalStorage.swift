import BelaySystem
import Glibc

/// The file operations that a journal needs; tests hand in a disk that fills up and breaks.
protocol JournalStorage: Sendable {
    /// Writes some of the bytes at the end, and gives how many.
    func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int
    /// Returns when what was written would survive a crash of the machine.
    func synchronize() throws(SystemError)
    func truncate(to length: Int) throws(SystemError)
}

/// The file `journal.jsonl`, open for appending.
struct JournalFile: JournalStorage {
    let file: OpenFile

    func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int { try file.write(bytes) }

    func synchronize() throws(SystemError) {
        guard retryingInterrupted({ fdatasync(file.descriptor) }) == 0 else { throw .last }
    }

    func truncate(to length: Int) throws(SystemError) { try file.truncate(to: length) }
}
