import BelayRuntime
import BelaySystem
import Glibc

/// An open file of this machine on its way to a command. It is read by place, so that a command that is sent again gets it
/// from its beginning.
final class InputFile: Sendable {
    private static let pieceSize = 64 << 10

    private let path: String
    private let descriptor: Int32
    /// What it is to hold; nil where nobody has looked.
    private let content: FileContent?

    /// Only an ordinary file: a pipe could not be looked at beforehand, nor given twice.
    init(_ path: String, holding content: FileContent? = nil) throws(FileRefusal) {
        self.path = path
        self.content = content
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileRefusal("\(path) cannot be read: \(SystemError.last.words)") }
        var status = stat()
        guard fstat(descriptor, &status) == 0, File.Kind(status.st_mode) == .file else {
            close(descriptor)
            throw FileRefusal("\(path) \(File.isFolder(path) ? "is a folder" : "is not an ordinary file")")
        }
    }

    deinit { close(descriptor) }

    /// The bytes from a place on, none at the end.
    func piece(from place: Int) throws(FileRefusal) -> [UInt8] {
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { room, filled in
            count = retryingInterrupted { pread(descriptor, room.baseAddress, room.count, off_t(place)) }
            filled = max(count, 0)
        }
        guard count >= 0 else { throw FileRefusal("\(path) cannot be read: \(SystemError.last.words)") }
        return bytes
    }

    /// What was read has to be what was there before: it is what the journal says.
    func check(_ read: FileDigest) throws(FileRefusal) {
        if let content, content != FileContent(read) { throw FileRefusal("\(path) was changed while it was read") }
    }

    /// All that it holds. A cancelled task looks no further.
    @concurrent
    static func content(of path: String) async throws(FileRefusal) -> FileContent {
        let file = try InputFile(path)
        var digest = FileDigest()
        while true {
            let piece = try file.piece(from: digest.size)
            if piece.isEmpty { return FileContent(digest) }
            if Task.isCancelled { throw FileRefusal("\(path) was not read to its end") }
            digest.update(piece)
        }
    }
}

extension FileContent {
    init(_ digest: FileDigest) { self.init(size: digest.size, digest: digest.hex) }
}
