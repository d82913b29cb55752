import Glibc

/// A file of lines on this machine: what the kernel tells of itself, or results that are kept.
struct TextFile {
    let path: String

    /// All of it; nil when it is not there or cannot be read.
    var text: String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(file, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece[..<count]
        }
    }

    /// Adds a line at the end, in one write.
    func append(_ line: String) throws(Refusal) {
        let bytes = Array((line + "\n").utf8)
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        let isWritten = file >= 0 && write(file, bytes, bytes.count) == bytes.count
        let words = strerror(errno).map { String(cString: $0).lowercased() } ?? "error \(errno)"
        if file >= 0 { close(file) }
        if !isWritten { throw Refusal(status: .failed, message: "\(path) cannot be written: \(words)") }
    }
}
