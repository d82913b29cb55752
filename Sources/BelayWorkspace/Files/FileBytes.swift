import BelaySyntax
import Glibc

/// The bytes of a file, and what tells whether two paths lead to the same one.
struct FileBytes {
    struct Identity: Hashable {
        var device: UInt
        var number: UInt
    }

    /// A file of parameters is no longer than a runbook or a library may be.
    static let limit = SyntaxLimits.fileSize

    let bytes: [UInt8]
    let identity: Identity

    /// Reads all of a file or a pipe. A pipe that nobody writes to is empty, and holds nobody up.
    init(_ path: String) throws(FileProblem) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .last }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .last }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .folder }
        identity = Identity(device: UInt(status.st_dev), number: UInt(status.st_ino))
        bytes = try Self.readAll(file, expected: Int(status.st_size))
    }

    private static func readAll(_ file: Int32, expected: Int) throws(FileProblem) -> [UInt8] {
        if expected > limit { throw .tooLong(limit) }
        var bytes: [UInt8] = []
        // One more than is expected, so that the end is seen without another piece.
        bytes.reserveCapacity(max(expected + 1, 1 << 12))
        while true {
            let count = bytes.append(from: file)
            if count > 0 {
                if bytes.count > limit { throw .tooLong(limit) }
            } else if count == 0 {
                return bytes
            } else if errno == EAGAIN {
                var wait = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
                _ = poll(&wait, 1, -1)
            } else if errno != EINTR {
                throw .last
            }
        }
    }

    /// Whether there is a file, or something else that is no folder.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder that end so, without that ending, sorted; none when it cannot be listed.
    static func names(in folder: String, ending: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let name, name.hasSuffix(ending), !name.hasPrefix(".") {
                names.append(String(name.dropLast(ending.count)))
            }
        }
        return names.sorted()
    }
}
