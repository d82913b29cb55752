import BelayData
import BelayRuntime
import BelaySystem
import Glibc

/// One run at a time for a target. A kernel lock says that a living process has it; the owner written in the file says
/// that a run has it, also when its process is gone: then it is held until that run is resumed or abandoned. Age
/// never frees it.
public final class TargetLock: Sendable {
    public let owner: LockOwner
    private let file: OpenFile
    /// The file by its name; nil when it cannot be looked at.
    let named: NamedFile?

    private init(owner: LockOwner, file: OpenFile, path: String) {
        self.owner = owner
        self.file = file
        named = try? NamedFile(file, at: path)
    }

    /// Takes the target for a run, or takes it up again for a run that is resumed.
    public static func take(for owner: LockOwner, in state: StateFolder) throws(LockRefusal) -> TargetLock {
        let file: OpenFile
        var isTaken: Bool
        var previous: [UInt8]
        do throws(StateFailure) {
            try state.prepareLocks()
        } catch {
            throw .unusable("the lock of \(owner.target) cannot be taken: \(error.message)", help: error.help)
        }
        let place = path(of: owner.target, in: state)
        do throws(SystemError) {
            file = try state.sharesLocks ? Self.shared(place, in: state) : Self.own(place, O_RDWR | O_CREAT)
            isTaken = try KernelLock.take(file)
            previous = try file.readAll()
            // Whoever has just taken it names itself in a moment, and whoever has just freed it is gone in a moment.
            for _ in 0..<20 where !isTaken && LockOwner(written: previous) == nil {
                isTaken = try KernelLock.take(file)
                previous = try file.readAll()
            }
        } catch {
            throw .unusable("the lock of \(owner.target) cannot be taken: \(error.words)")
        }
        if !isTaken || !previous.isEmpty {
            guard let holder = LockOwner(written: previous) else {
                let file = path(of: owner.target, in: state)
                throw .unusable("the lock of \(owner.target) is taken, and \(file) does not say by whom")
            }
            if !isTaken || holder.run != owner.run { throw .held(refusing(holder, isRunning: !isTaken, in: state)) }
        }
        do throws(SystemError) {
            // Over the old line, and then cut: at no moment does the file say that nobody has the target.
            try file.writeAll(owner.written, at: 0)
            try file.truncate(to: owner.written.count)
            try file.synchronize()
        } catch {
            if previous.isEmpty { try? file.truncate(to: 0) }
            throw .unusable("the lock of \(owner.target) cannot be written: \(error.words)")
        }
        return TargetLock(owner: owner, file: file, path: place)
    }

    private static func own(_ path: String, _ flags: Int32) throws(SystemError) -> OpenFile {
        try OpenFile(path, flags: flags, mode: 0o600)
    }

    /// Whoever may write to the folder may take the target.
    private static func shared(_ path: String, in state: StateFolder) throws(SystemError) -> OpenFile {
        while true {
            do throws(SystemError) {
                // Not created by the way: where files in such folders are protected, one that is there could not be opened.
                return try OpenFile(path, flags: O_RDWR, owner: .anybody)
            } catch {
                guard error.number == ENOENT else { throw error }
            }
            do throws(SystemError) {
                let made = try OpenFile(path, flags: O_RDWR | O_CREAT | O_EXCL, mode: 0o600, owner: .anybody)
                var folder = stat()
                guard stat(state.locks, &folder) == 0 else { throw .last }
                let others = folder.st_mode & (S_IWGRP | S_IWOTH)
                // Who may write to it may read who has the target.
                guard fchmod(made.descriptor, 0o600 | others | others << 1) == 0 else { throw .last }
                return made
            } catch {
                // Another process has just made it.
                guard error.number == EEXIST else { throw error }
            }
        }
    }

    private static func checkShared(_ target: String, in state: StateFolder) throws(LockRefusal) {
        do throws(StateFailure) {
            try state.checkSharedLocks()
        } catch {
            throw .unusable("the lock of \(target) cannot be read: \(error.message)", help: error.help)
        }
    }

    private static func there(_ target: String, _ flags: Int32, in state: StateFolder) throws(SystemError) -> OpenFile {
        try OpenFile(path(of: target, in: state), flags: flags, owner: state.sharesLocks ? .anybody : .ourselves)
    }

    /// Releases the lock, at the end of a run that will not be resumed. A lock that is only dropped stays the run's.
    public func release() throws(LockRefusal) { try Self.empty(file, target: owner.target) }

    /// The holder of a lock; nil when it is free.
    public static func holder(of target: String, in state: StateFolder) throws(LockRefusal) -> LockRefusal.Holder? {
        try checkShared(target, in: state)
        do throws(SystemError) {
            let file = try there(target, O_RDONLY, in: state)
            guard let owner = LockOwner(written: try file.readAll()) else { return nil }
            return refusing(owner, isRunning: KernelLock.isHeld(file), in: state)
        } catch {
            if error.number == ENOENT { return nil }
            throw .unusable("the lock of \(target) cannot be read: \(error.words)")
        }
    }

    /// Frees a target whose run is given up. Refused while a living process has it, or when it is another run's.
    public static func abandon(_ target: String, run: String, in state: StateFolder) throws(LockRefusal) {
        let file: OpenFile
        let isTaken: Bool
        let bytes: [UInt8]
        try checkShared(target, in: state)
        do throws(SystemError) {
            file = try there(target, O_RDWR, in: state)
            isTaken = try KernelLock.take(file)
            bytes = try file.readAll()
        } catch {
            if error.number == ENOENT { return }
            throw .unusable("the lock of \(target) cannot be released: \(error.words)")
        }
        if let owner = LockOwner(written: bytes), !isTaken || owner.run != run {
            throw .held(refusing(owner, isRunning: !isTaken, in: state))
        }
        try empty(file, target: target)
    }

    /// The file stays: removing it would let two processes lock two files of one name.
    private static func empty(_ file: OpenFile, target: String) throws(LockRefusal) {
        do throws(SystemError) {
            try file.truncate(to: 0)
            try file.synchronize()
        } catch {
            throw .unusable("the lock of \(target) cannot be released: \(error.words)")
        }
    }

    private static func refusing(_ owner: LockOwner, isRunning: Bool, in state: StateFolder) -> LockRefusal.Holder {
        let folder = RunFolder(id: owner.run, in: state)
        let summary = RunSummary(of: folder, now: owner.since)
        return LockRefusal.Holder(
            owner: owner, isRunning: isRunning, isSession: summary.beginning?.isSession == true,
            isElsewhere: state.sharesLocks && access(folder.path, F_OK) != 0, step: summary.step,
            file: path(of: owner.target, in: state))
    }

    /// The target's name where the file system allows it, else as much of it as fits and a digest of the whole.
    static func path(of target: String, in state: StateFolder) -> String { "\(state.locks)/\(name(of: target))" }

    /// The target as a name.
    static func name(of target: String) -> String {
        let longest = 180
        let name = PercentEncoding.encode(target.utf8)
        let isPlain = !name.isEmpty && name.utf8.count <= longest && !name.hasPrefix(".")
        let digest = SHA256.digest(of: target.utf8).hex
        return isPlain ? name : "\(name.prefix(longest - digest.count))~\(digest)"
    }
}
