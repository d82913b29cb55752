import BelayData
public import BelayRuntime
import BelaySystem
import Glibc
import Synchronization

/// The journal of a run in progress: each record is one line, written by one call, tied to the line before.
///
/// Any thread may append; lines are in the order of the calls. A caller that needs a record to be durable while
/// another waits for the disk is served by the next waiting's end (group commit), so many steps side by side cost few
/// waits.
public final class Journal: RunJournal {
    /// The folder of the run, locked as long as the journal lives.
    public let folder: RunFolder

    private let lock: OpenFile?
    private let storage: any JournalStorage
    private let clock: any RunClock
    private let state: Mutex<State>
    /// The number of durable records. Held while waiting for the disk.
    private let durable: Mutex<Durability>
    /// The journal by its name, without which nobody can resume the run; nil if it is not a file.
    private let named: NamedFile?
    /// The lock of the run's target by its name, without which another run can have it.
    private let lockFile: Mutex<NamedFile?>
    /// Hands each line on to where others find it.
    private let sharing = Mutex<(any JournalSharing)?>(nil)

    private struct State {
        var count: Int
        var chain: JournalLine.Chain
        /// Of whole lines, in bytes.
        var length: Int
        /// Part of a line may follow the whole ones.
        var isTorn = false
    }

    private struct Durability {
        var count: Int
        /// After a failed synchronization the system may have dropped what it could not write, so no later one counts.
        var failure: JournalFailure?
    }

    /// The lock is the folder, open and locked.
    init(
        folder: RunFolder, lock: OpenFile?, storage: any JournalStorage, clock: any RunClock,
        after reader: JournalReader, named: NamedFile? = nil
    ) {
        self.folder = folder
        self.lock = lock
        self.storage = storage
        self.clock = clock
        state = Mutex(State(count: reader.entries.count, chain: reader.chain, length: reader.wholeLength))
        durable = Mutex(Durability(count: 0))
        self.named = named
        lockFile = Mutex(nil)
    }

    /// From now on no change begins when the lock of the run's target is gone.
    public func watch(_ lock: TargetLock) { lockFile.withLock { $0 = lock.named } }

    /// From now on each line that is written is handed on.
    public func share(by sharing: any JournalSharing) { self.sharing.withLock { $0 = sharing } }

    /// All lines that were written up to now.
    public func shareAll() async throws(SharingFailure) {
        _ = try await share(through: state.withLock { $0.count })
    }

    public func share(through number: Int) async throws(SharingFailure) -> Duration? {
        guard let sharing = sharing.withLock({ $0 }) else { return nil }
        return try await sharing.share(through: number)
    }

    /// True if it was removed or cut short: nobody can resume the run.
    public var isGone: Bool { loss != nil }

    /// Its fate, such as `removed or replaced`; nil while it is whole.
    private var loss: String? {
        guard let named else { return nil }
        // Read first: what others append in the meantime only makes the file longer.
        let length = state.withLock { $0.length }
        guard let found = named.length else { return "removed or replaced" }
        return found < length ? "emptied or cut short" : nil
    }

    /// The id of the run.
    public var run: String { folder.id }

    @discardableResult
    public func append(_ record: Redacted<JournalRecord>, isDurable: Bool) throws(JournalFailure) -> Int {
        let record = record.content
        if isDurable { try checkStillThere(for: record) }
        let number = try state.withLock { (state) throws(JournalFailure) in try write(record, state: &state) }
        if isDurable { try synchronize(through: number) }
        return number
    }

    /// Nobody could resume a run whose journal was removed or cut short, so nothing counts as written down any more. When its lock was,
    /// the journal continues, but no change begins.
    private func checkStillThere(for record: JournalRecord) throws(JournalFailure) {
        if let named, let loss {
            throw JournalFailure(
                message: "the journal of this run, \(named.path), was \(loss): nobody could resume the "
                    + "run, so nothing more is changed")
        }
        guard case .intent = record, let lock = lockFile.withLock({ $0 }), !lock.isThere else { return }
        throw JournalFailure(
            message: "the lock file \(lock.path) was removed or replaced: another run could have the "
                + "lock, so nothing more is changed")
    }

    /// Takes the run's folder away again when nothing was written: a run that is refused leaves nothing behind.
    public func withdraw() {
        guard state.withLock({ $0.count == 0 && !$0.isTorn }) else { return }
        unlink(folder.journalPath)
        rmdir(folder.path)
    }

    /// Gives the line's number.
    private func write(
        _ record: JournalRecord, state: inout State
    ) throws(JournalFailure) -> Int {
        if state.isTorn { try cut(&state) }
        let number = state.count + 1
        let line = JournalLine.write(
            record, number: number, timestamp: clock.timestamp, after: state.chain)
        do throws(SystemError) {
            var rest = line.bytes[...]
            while !rest.isEmpty { rest = rest.dropFirst(try storage.write(rest)) }
        } catch {
            state.isTorn = true
            try? cut(&state)
            throw JournalFailure(message: "the journal cannot be written: \(error.words)")
        }
        state.count = number
        state.chain = line.chain
        state.length += line.bytes.count
        // In the order of the lines, and after they are written here.
        sharing.withLock { $0 }?.take(line.bytes.dropLast(), number: number)
        return number
    }

    /// Drops the part of a line that a failed write left.
    private func cut(_ state: inout State) throws(JournalFailure) {
        do throws(SystemError) {
            try storage.truncate(to: state.length)
            state.isTorn = false
        } catch {
            throw JournalFailure(
                message: "the journal ends with a partial line, which cannot be cut off: \(error.words)")
        }
    }

    private func synchronize(through number: Int) throws(JournalFailure) {
        try durable.withLock { (durable) throws(JournalFailure) in
            if durable.count >= number { return }
            if let failure = durable.failure { throw failure }
            let written = state.withLock { $0.count }
            do throws(SystemError) {
                try storage.synchronize()
                durable.count = written
            } catch {
                let failure = JournalFailure(message: "the journal cannot be flushed to disk: \(error.words)")
                durable.failure = failure
                throw failure
            }
        }
    }
}
