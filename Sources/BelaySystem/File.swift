public import Glibc

/// Files, read and written whole.
public enum File {
    /// All the bytes of a file, a pipe or a device, or at most so many. A pipe that nobody writes to is empty, and holds nobody
    /// up.
    public static func bytes(of path: String, upTo limit: Int = .max) throws(SystemError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .last }
        defer { close(file) }
        return try bytes(from: file, upTo: limit)
    }

    /// The same of what is open already, from where it is read next.
    public static func bytes(from file: Int32, upTo limit: Int = .max) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        var status = stat()
        let expected = fstat(file, &status) == 0 ? Int(status.st_size) : 0
        // One more than is expected, so that the end is seen without another piece.
        bytes.reserveCapacity(max(min(expected, limit, mostExpected) + 1, 1 << 12))
        while bytes.count < limit {
            let count = bytes.append(from: file)
            if count == 0 { break }
            if count < 0, errno == EAGAIN, neverWaits(file) {
                wait(for: file, POLLIN)
            } else if count < 0, errno != EINTR {
                throw .last
            }
        }
        if bytes.count > limit { bytes.removeSubrange(limit...) }
        return bytes
    }

    /// What one `read` gives of a file that the kernel makes as it is read, such as `/proc/1/stat`; nothing where that fails.
    public static func piece(of path: String, upTo most: Int) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        return [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            count = max(0, read(file, buffer.baseAddress, most))
        }
    }

    /// Writes a file that is not there yet, for good: after a crash of the machine it is whole or not there. One that is there
    /// stays, and is an error.
    public static func create(_ path: String, with bytes: [UInt8], mode: mode_t) throws(SystemError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else { throw .last }
        do throws(SystemError) {
            defer { close(file) }
            try write(bytes[...], to: file)
            guard retryingInterrupted({ fsync(file) }) == 0 else { throw .last }
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Writes a file in its place, whatever was in it; it is made where it is not there.
    public static func write(_ bytes: [UInt8], over path: String, mode: mode_t) throws(SystemError) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard file >= 0 else { throw .last }
        defer { close(file) }
        try write(bytes[...], to: file)
    }

    /// Adds to the end of a file, which is made where it is not there. What is not longer than a page is added in one piece,
    /// also where others add to it.
    public static func append(_ bytes: [UInt8], to path: String, mode: mode_t) throws(SystemError) {
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, mode)
        guard file >= 0 else { throw .last }
        defer { close(file) }
        try write(bytes[...], to: file)
    }

    /// Writes all the bytes, however many calls and however much patience that takes.
    public static func write(_ bytes: ArraySlice<UInt8>, to file: Int32) throws(SystemError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN, neverWaits(file) {
                wait(for: file, POLLOUT)
            } else if errno != EINTR {
                throw .last
            }
        }
    }

    /// What is at the end of a path: a file, a folder or something else; nil where there is nothing, or it may not be seen.
    /// - Parameter followsLinks: a link at the end is what it leads to.
    public static func kind(of path: String, followsLinks: Bool = true) -> Kind? {
        var status = stat()
        let answer = followsLinks ? stat(path, &status) : lstat(path, &status)
        return answer == 0 ? Kind(status.st_mode) : nil
    }

    public static func isFolder(_ path: String) -> Bool { kind(of: path) == .folder }

    /// There is a file, or something else that is not a folder.
    public static func exists(_ path: String) -> Bool { kind(of: path).map { $0 != .folder } ?? false }

    /// Where a link leads; nil when the path is not a link.
    public static func target(ofLink path: String) -> String? {
        var letters = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &letters, letters.count)
        return count < 0 ? nil : String(decoding: letters[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    public enum Kind: Hashable, Sendable {
        case file
        case folder
        case link
        case socket
        case pipe
        case device

        public init(_ mode: mode_t) {
            self =
                switch mode & S_IFMT {
                case S_IFREG: .file
                case S_IFDIR: .folder
                case S_IFLNK: .link
                case S_IFSOCK: .socket
                case S_IFIFO: .pipe
                default: .device
                }
        }
    }

    /// A file may say that it is larger than anything.
    private static let mostExpected = 1 << 26

    /// A socket that waits fails in the same way when its time is over.
    private static func neverWaits(_ file: Int32) -> Bool {
        let before = errno
        defer { errno = before }
        return fcntl(file, F_GETFL) & O_NONBLOCK != 0
    }

    private static func wait(for file: Int32, _ event: Int32) {
        var waiting = pollfd(fd: file, events: Int16(event), revents: 0)
        _ = poll(&waiting, 1, -1)
    }
}
