import BelaySystem
import Glibc

/// An open file or folder of Belay's state, closed when it is no longer used. No child inherits it.
///
/// The files that a run is resumed from, and those that say who has a lock, must not be somebody else's: no link is
/// followed, nothing is waited for, and what was opened is looked at.
final class OpenFile: Sendable {
    let descriptor: Int32

    /// Whose a file may be.
    enum Owner {
        case ourselves
        /// It lies in a folder that users share.
        case anybody
    }

    /// The mode counts when the flags create the file.
    convenience init(
        _ path: String, flags: Int32, mode: mode_t = 0, owner: Owner = .ourselves
    ) throws(SystemError) {
        let opened = retryingInterrupted { Glibc.open(path, flags | Self.always, mode) }
        try self.init(opened, path, flags: flags, owner: owner)
    }

    /// Opens a name inside an open folder.
    convenience init(_ name: String, in folder: OpenFile, flags: Int32, mode: mode_t = 0) throws(SystemError) {
        let opened = retryingInterrupted { Glibc.openat(folder.descriptor, name, flags | Self.always, mode) }
        try self.init(opened, name, flags: flags, owner: .ourselves)
    }

    /// Without `O_NONBLOCK` opening a pipe would wait for whoever laid it there.
    private static let always = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK

    private convenience init(
        _ opened: Int32, _ name: String, flags: Int32, owner: Owner
    ) throws(SystemError) {
        guard opened >= 0 else {
            throw errno == ELOOP ? SystemError(ELOOP, "\(name) is a link, and links are not followed there") : .last
        }
        self.init(descriptor: opened)
        try FileTrust.check(
            status(), of: name, isFolder: flags & O_DIRECTORY != 0, isWritten: flags & (O_WRONLY | O_RDWR) != 0,
            owner: owner)
    }

    /// Whatever it is.
    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Returns when what has been written would survive a crash of the machine.
    func synchronize() throws(SystemError) {
        guard retryingInterrupted({ fsync(descriptor) }) == 0 else { throw .last }
    }

    func truncate(to length: Int) throws(SystemError) {
        guard retryingInterrupted({ ftruncate(descriptor, off_t(length)) }) == 0 else { throw .last }
    }

    func status() throws(SystemError) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last }
        return status
    }

    /// In bytes.
    func length() throws(SystemError) -> Int { Int(try status().st_size) }

    /// The bytes from an offset on, fewer where the file ends.
    func read(from offset: Int, count: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let place = buffer.baseAddress.map { $0 + filled }
                let got = pread(descriptor, place, count - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = .last }
                if got <= 0 { return }
                filled += got
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// All of a file's bytes.
    func readAll() throws(SystemError) -> [UInt8] { try read(from: 0, count: length()) }

    /// Writes all of the bytes from an offset on.
    func writeAll(_ bytes: [UInt8], at offset: Int) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            let taken = retryingInterrupted {
                bytes[written...].withUnsafeBytes {
                    pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset + written))
                }
            }
            guard taken >= 0 else { throw .last }
            written += taken
        }
    }

    /// Writes once, at the file's position, and returns the number of bytes taken.
    func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int {
        let written = retryingInterrupted {
            bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        }
        guard written >= 0 else { throw .last }
        return written
    }
}
