import Glibc

/// An open file or folder, closed when it is no longer used. No child inherits it.
final class OpenFile: Sendable {
    let descriptor: Int32

    /// Opens with `O_CLOEXEC`; the mode counts when the flags create the file.
    init(_ path: String, flags: Int32, mode: mode_t = 0) throws(SystemError) {
        let opened = retryingInterrupted { Glibc.open(path, flags | O_CLOEXEC, mode) }
        guard opened >= 0 else { throw .last }
        descriptor = opened
    }

    /// Opens a name inside an open folder.
    init(_ name: String, in folder: OpenFile, flags: Int32, mode: mode_t = 0) throws(SystemError) {
        let opened = retryingInterrupted { Glibc.openat(folder.descriptor, name, flags | O_CLOEXEC, mode) }
        guard opened >= 0 else { throw .last }
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// What has been written survives a crash of the machine.
    func synchronize() throws(SystemError) {
        guard retryingInterrupted({ fsync(descriptor) }) == 0 else { throw .last }
    }

    func truncate(to length: Int) throws(SystemError) {
        guard retryingInterrupted({ ftruncate(descriptor, off_t(length)) }) == 0 else { throw .last }
    }

    /// In bytes.
    func length() throws(SystemError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last }
        return Int(status.st_size)
    }

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

    /// Writes once, where the file stands, and gives how many bytes were taken.
    func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int {
        let written = retryingInterrupted {
            bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        }
        guard written >= 0 else { throw .last }
        return written
    }
}

/// Calls again while a signal interrupts the call.
func retryingInterrupted<Number: SignedInteger>(_ call: () -> Number) -> Number {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}
