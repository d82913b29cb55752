import Glibc

/// A file that the kernel makes when it is read, and small ones.
enum SystemFile {
    enum Content {
        case bytes([UInt8])
        /// It is there and not for this user.
        case refused
        case missing
    }

    /// The content of a kernel file of no more bytes, in one piece; nothing if it cannot be read.
    static func read(_ path: String, upTo most: Int) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        return [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            count = max(0, Glibc.read(file, buffer.baseAddress, most))
        }
    }

    /// Nothing where it cannot be read.
    static func read(_ path: String) -> [UInt8] {
        if case .bytes(let bytes) = content(of: path) { bytes } else { [] }
    }

    static func content(of path: String) -> Content {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return errno == ENOENT || errno == ESRCH ? .missing : .refused }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = Glibc.read(file, &piece, piece.count)
            if count > 0 {
                bytes += piece[..<count]
            } else if count == 0 {
                return .bytes(bytes)
            } else if errno != EINTR {
                return errno == ESRCH ? .missing : .refused
            }
        }
    }
}
