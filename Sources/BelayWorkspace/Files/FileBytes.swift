import BelaySyntax
import Glibc

/// The bytes of a file, and its identity: two paths may lead to the same file.
struct FileBytes {
    struct Identity: Hashable {
        var device: UInt
        var number: UInt
    }

    /// The limit of a runbook, a library or a parameter file: that of the lexer.
    static let limit = Lexer.sizeLimit

    let bytes: [UInt8]
    let identity: Identity

    /// Reads all of a file or a pipe. A pipe without a writer is empty and does not block.
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
        // One more than expected, so that the end is found without growing.
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

    /// There is a file, or something else that is not a folder.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder with this ending, without it, sorted; none if the folder cannot be listed.
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
