import BelaySystem
import CBelaySystem
import Glibc

/// The folder of a store while its lock is held: what it holds is read and changed here. The lock is let go with it.
final class FolderSession {
    let path: String
    private let file: Int32
    private let mode: mode_t
    private let longestLog: Int
    private var state = FolderState(revision: 0, offset: 0)

    /// Of the last change.
    var revision: Int { state.revision }
    var keys: String { "\(path)/keys" }

    /// Not locked yet.
    init(_ path: String, longestLog: Int) throws(SystemError) {
        (self.path, self.longestLog) = (path, longestLog)
        var folder = stat()
        guard stat(path, &folder) == 0 else { throw .last }
        // Who may write to the folder may use the store.
        let others = folder.st_mode & (S_IWGRP | S_IWOTH)
        mode = 0o600 | others | others << 1
        let file = retryingInterrupted { open("\(path)/state", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600) }
        guard file >= 0 else { throw .last }
        self.file = file
        fchmod(file, mode)
    }

    deinit { close(file) }

    /// True if the lock was taken.
    func take() throws(StoreFailure) -> Bool {
        if retryingInterrupted({ flock(file, LOCK_EX | LOCK_NB) }) == 0 { return true }
        guard errno == EWOULDBLOCK else { throw failure(.last) }
        return false
    }

    // MARK: - Reading

    /// What a key holds; nil where it is not there.
    func entry(_ key: String) throws(StoreFailure) -> StoredEntry? {
        guard let place = KeyPlace.path(of: key) else { return nil }
        return try entry(key, in: "\(keys)/\(place)")
    }

    func entry(_ key: String, in file: String, keyOnly: Bool = false) throws(StoreFailure) -> StoredEntry? {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try File.bytes(of: file, upTo: keyOnly ? Self.longestHead : .max)
        } catch {
            if error.number == ENOENT || error.number == ENOTDIR { return nil }
            throw failure(error)
        }
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
            let revision = Int(String(decoding: bytes[..<end], as: UTF8.self)),
            let value = keyOnly ? "" : String(validating: bytes[(end + 1)...], as: UTF8.self)
        else { throw StoreFailure(.invalid, "\(file) is not as Belay writes what a key of the store holds") }
        return StoredEntry(key: key, value: keyOnly ? nil : value, revision: revision)
    }

    /// A revision and its newline.
    private static let longestHead = 24

    /// All changes after a revision.
    func changes(after revision: Int) throws(StoreFailure) -> [LoggedChange] {
        let log = try log(ChangeLog.name)
        if revision >= log.base { return log.changes.filter { $0.revision > revision } }
        guard let older = try? self.log(ChangeLog.olderName), revision >= older.base,
            older.changes.last?.revision ?? older.base == log.base
        else {
            throw StoreFailure(.compacted, "the store does not have the changes after revision \(revision) any more")
        }
        return (older.changes + log.changes).filter { $0.revision > revision }
    }

    /// The log that is written now, from an offset of it on.
    func log(from offset: Int) throws(StoreFailure) -> ChangeLog {
        do throws(SystemError) {
            return try ChangeLog("\(path)/\(ChangeLog.name)", from: offset)
        } catch {
            throw failure(error)
        }
    }

    private func log(_ name: String) throws(StoreFailure) -> ChangeLog {
        do throws(SystemError) {
            return try ChangeLog("\(path)/\(name)")
        } catch {
            throw failure(error)
        }
    }

    // MARK: - Changing

    /// Brings to the files what was logged and is not known to be there.
    func recover() throws(StoreFailure) {
        do throws(SystemError) {
            let known = FolderState(try File.bytes(of: "\(path)/state"))
            if let known, known.boot == FolderState.here, ChangeLog.length("\(path)/\(ChangeLog.name)") == known.offset
            {
                state = known
                return
            }
            try begin()
            let file = "\(path)/\(ChangeLog.name)"
            // What was written before the machine was restarted need not be there. A log that is shorter than it was is another.
            let isTrusted = known?.boot == FolderState.here && known?.offset ?? 0 <= ChangeLog.length(file) ?? 0
            let log = try ChangeLog(file, from: isTrusted ? known?.offset ?? 0 : 0)
            // What a process that was killed has not written to its end was never made.
            if log.tornLength > 0 { try ChangeLog.cut(file, to: log.wholeLength) }
            for change in log.changes { try apply(change) }
            let before = isTrusted ? known?.revision ?? 0 : log.base
            state = FolderState(revision: log.changes.last?.revision ?? before, offset: log.wholeLength)
            try writeState()
        } catch {
            throw failure(error)
        }
    }

    /// The first process finds an empty folder.
    private func begin() throws(SystemError) {
        try make(keys)
        if access("\(path)/\(ChangeLog.name)", F_OK) != 0 {
            let fresh = "\(path)/log.new"
            unlink(fresh)
            try ChangeLog.create(fresh, base: 0, mode: mode)
            guard rename(fresh, "\(path)/\(ChangeLog.name)") == 0 else { throw .last }
            try synchronizeFolder()
        }
    }

    /// Makes a change whose conditions hold. It is made for good when this returns.
    /// - Returns: its revision.
    func commit(_ change: StoreChange) throws(StoreFailure) -> Int {
        let logged = LoggedChange(revision: state.revision + 1, puts: change.puts, deletes: change.deletes)
        do throws(SystemError) {
            let end = try ChangeLog.append(logged.line, to: "\(path)/\(ChangeLog.name)", at: state.offset)
            do throws(SystemError) {
                try apply(logged)
                state = FolderState(revision: logged.revision, offset: end)
                try writeState()
                if end > longestLog { try rotate() }
            } catch {
                // It is made; whoever comes next brings it to the files.
            }
            return logged.revision
        } catch {
            // Nobody knows what the disk will have of it.
            if error.number == EIO {
                throw StoreFailure(.unknown, "the log of the store \(path) was not seen to be written")
            }
            throw failure(error)
        }
    }

    private func apply(_ change: LoggedChange) throws(SystemError) {
        for put in change.puts {
            guard let place = KeyPlace.path(of: put.key) else { continue }
            let file = "\(keys)/\(place)"
            let bytes = Array("\(change.revision)\n\(put.value)".utf8)
            if let folder = Folder.parent(of: file) { try make(folder) }
            let fresh = "\(path)/new"
            try File.write(bytes, over: fresh, mode: mode)
            chmod(fresh, mode)
            guard rename(fresh, file) == 0 else { throw .last }
        }
        for key in change.deletes {
            guard let place = KeyPlace.path(of: key) else { continue }
            guard unlink("\(keys)/\(place)") == 0 || errno == ENOENT || errno == ENOTDIR else { throw .last }
        }
    }

    /// Begins another log when this one is long: all that it says is on the disk then.
    private func rotate() throws(SystemError) {
        _ = try SystemError.check("syncfs", belay_synchronize(file))
        let (log, older, fresh) = ("\(path)/\(ChangeLog.name)", "\(path)/\(ChangeLog.olderName)", "\(path)/log.new")
        unlink(fresh)
        try ChangeLog.create(fresh, base: state.revision, mode: mode)
        unlink(older)
        guard link(log, older) == 0, rename(fresh, log) == 0 else { throw .last }
        try synchronizeFolder()
        state.offset = ChangeLog.length(log) ?? 0
        try writeState()
    }

    private func writeState() throws(SystemError) {
        let bytes = state.bytes
        let written = retryingInterrupted { bytes.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) } }
        guard written == bytes.count else { throw written < 0 ? .last : SystemError(ENOSPC) }
    }

    private func synchronizeFolder() throws(SystemError) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .last }
        defer { close(folder) }
        guard retryingInterrupted({ fsync(folder) }) == 0 else { throw .last }
    }

    /// Whoever may read may enter.
    private var folderMode: mode_t { mode | (mode & 0o444) >> 2 }

    /// For all who may use the store, whatever this process takes away from new files.
    private func make(_ folder: String) throws(SystemError) {
        if access(folder, F_OK) == 0 { return }
        if folder != keys, let parent = Folder.parent(of: folder) { try make(parent) }
        guard mkdir(folder, folderMode) == 0 || errno == EEXIST else { throw .last }
        // A group that is passed on stays so.
        var made = stat()
        guard stat(folder, &made) == 0, chmod(folder, folderMode | made.st_mode & S_ISGID) == 0 else { throw .last }
    }

    private func failure(_ error: SystemError) -> StoreFailure {
        let isFull = [ENOSPC, EDQUOT, EFBIG].contains(error.number)
        let isDenied = [EACCES, EPERM, EROFS].contains(error.number)
        return StoreFailure(
            isFull ? .full : isDenied ? .refused : error.number == EINVAL ? .invalid : .unavailable,
            "the folder \(path) of the store cannot be used: \(error.words)")
    }
}
