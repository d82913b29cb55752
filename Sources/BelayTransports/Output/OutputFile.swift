import BelayRuntime
import BelaySystem
import Glibc
import Synchronization

/// The file of this machine that gets a command's standard output. Until the command has ended well it has another name in the
/// same folder, so whoever reads it sees the old file or the new one, whole.
final class OutputFile: Sendable {
    private struct State {
        var digest = FileDigest()
        var failure: String?
    }

    private let path: String
    let names: OutputFileNames
    private let descriptor: Int32
    private let state = Mutex(State())

    /// Makes the file under its other name. Refuses what is there and is no ordinary file, or may not be written.
    init(_ path: String, mark: String) throws(FileRefusal) {
        self.path = path
        names = try OutputFileNames(path, mark: mark)
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
        descriptor = open(names.temporary, flags, 0o666)
        guard descriptor >= 0 else { throw Self.refusal(path) }
        var before = stat()
        if stat(names.final, &before) == 0 {
            // As it was for whoever reads it; its owner is kept by those who may.
            _ = fchown(descriptor, before.st_uid, before.st_gid)
            fchmod(descriptor, before.st_mode & 0o7777)
        }
    }

    deinit { close(descriptor) }

    private static func refusal(_ path: String) -> FileRefusal {
        FileRefusal("\(path) cannot be written: \(SystemError.last.words)")
    }

    /// Why no more can be written.
    var failure: String? { state.withLock(\.failure) }

    func write(_ bytes: [UInt8]) {
        state.withLock { state in
            guard state.failure == nil else { return }
            do throws(SystemError) {
                try File.write(bytes[...], to: descriptor)
                state.digest.update(bytes)
            } catch {
                state.failure = "\(path) cannot be written: \(error.words)"
            }
        }
    }

    /// What it holds, when that would survive a crash of the machine.
    func flush() throws(FileRefusal) -> FileContent {
        if let failure { throw FileRefusal(failure) }
        guard retryingInterrupted({ fsync(descriptor) }) == 0 else { throw Self.refusal(path) }
        return state.withLock { FileContent($0.digest) }
    }

    func moveIntoPlace() throws(FileRefusal) {
        do throws(SystemError) {
            try names.moveIntoPlace()
        } catch {
            throw FileRefusal("\(path) cannot be written: \(error.words)")
        }
    }

    func discard() { names.discard() }
}
