import BelaySource
import BelaySystem
import Glibc

/// The bytes of a file, and its identity: two paths may lead to the same file.
struct FileBytes {
    enum Identity: Hashable {
        case file(device: UInt, number: UInt)
        /// A text that an editor holds, for a path where no file is yet.
        case text(path: String)
    }

    /// Of a file that is larger than a file may be, one byte more than that: whoever reads them finds it too large.
    let bytes: [UInt8]
    let identity: Identity

    /// Reads a file or a pipe. A pipe without a writer is empty and does not block.
    init(_ path: String) throws(FileProblem) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw FileProblem(.last) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw FileProblem(.last) }
        guard File.Kind(status.st_mode) != .folder else { throw .folder }
        identity = .file(device: UInt(status.st_dev), number: UInt(status.st_ino))
        do throws(SystemError) {
            bytes = try File.bytes(from: file, upTo: SourceText.sizeLimit + 1)
        } catch {
            throw FileProblem(error)
        }
    }

    init(bytes: [UInt8], identity: Identity) { (self.bytes, self.identity) = (bytes, identity) }

    /// The bytes, for what cannot say itself that they are too many.
    func whole() throws(FileProblem) -> [UInt8] {
        if bytes.count > SourceText.sizeLimit { throw .tooLong(SourceText.sizeLimit) }
        return bytes
    }
}
