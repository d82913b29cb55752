public import BelayRuntime
import BelaySystem
import Glibc

extension Journal {
    /// Begins the journal of a new run: a folder of its own for this user alone, locked, with an empty journal in it.
    public static func create(
        in state: StateFolder, clock: any RunClock, random: inout some RandomNumberGenerator
    ) throws(JournalFailure) -> Journal {
        do throws(SystemError) {
            try Folder.make(state.runs, mode: 0o700)
            let folder = try makeFolder(in: state, clock: clock, random: &random)
            let lock = try folder.open()
            // A folder that nobody else has heard of is not locked by another.
            _ = try KernelLock.take(lock)
            let flags = O_WRONLY | O_APPEND | O_CREAT | O_EXCL
            let file = try OpenFile(RunFolder.journalName, in: lock, flags: flags, mode: 0o600)
            try lock.synchronize()
            try OpenFile(state.runs, flags: O_RDONLY | O_DIRECTORY).synchronize()
            return Journal(
                folder: folder, lock: lock, storage: JournalFile(file: file), clock: clock, after: JournalReader([]),
                named: try NamedFile(file, at: folder.journalPath))
        } catch {
            throw JournalFailure(message: "cannot start a journal in \(state.runs): \(error.words)")
        }
    }

    /// Opens the journal of a run that is resumed, which nobody runs: its records, and the journal to append to. Half a
    /// line at its end is cut.
    public static func reopen(
        _ folder: RunFolder, clock: any RunClock
    ) throws(JournalFailure) -> (journal: Journal, entries: [JournalEntry]) {
        let lock: OpenFile
        let file: OpenFile
        let reader: JournalReader
        let named: NamedFile
        do throws(SystemError) {
            lock = try folder.open()
            file = try OpenFile(RunFolder.journalName, in: lock, flags: O_RDWR | O_APPEND)
            if try KernelLock.take(lock) == false { throw SystemError(EWOULDBLOCK) }
            named = try NamedFile(file, at: folder.journalPath)
            reader = try JournalReader(file)
            if reader.damage == nil, reader.tornLength > 0 { try file.truncate(to: reader.wholeLength) }
        } catch {
            let reason = error.number == EWOULDBLOCK ? "it is running right now" : error.words
            throw JournalFailure(message: "\(folder.id) cannot be resumed: \(reason)")
        }
        if let damage = reader.damage {
            throw JournalFailure(message: damage.sentence(of: "the journal of \(folder.id)"))
        }
        let journal = Journal(
            folder: folder, lock: lock, storage: JournalFile(file: file), clock: clock, after: reader,
            named: named)
        return (journal, reader.entries)
    }

    private static func makeFolder(
        in state: StateFolder, clock: any RunClock, random: inout some RandomNumberGenerator
    ) throws(SystemError) -> RunFolder {
        while true {
            let id = RunID.make(timestamp: clock.timestamp, random: &random)
            let folder = RunFolder(id: id, in: state)
            if mkdir(folder.path, 0o700) == 0 { return folder }
            guard errno == EEXIST else { throw .last }
        }
    }
}
