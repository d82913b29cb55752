import BelaySystem
import Glibc

/// The changes of a folder in the order in which they were made, a line each behind a first line that says where they begin.
struct ChangeLog {
    static let name = "log"
    /// The one before, for those who watch.
    static let olderName = "log.1"

    /// All up to this revision is in the files of the keys, and on the disk.
    private(set) var base = 0
    private(set) var changes: [LoggedChange] = []
    private(set) var wholeLength = 0
    /// Bytes of a last line that was not written to its end.
    private(set) var tornLength = 0

    /// Refuses one that is damaged before its last line.
    /// - Parameter offset: where to begin, behind a line; the base is not known then.
    init(_ path: String, from offset: Int = 0) throws(SystemError) {
        let bytes = try Self.bytes(of: path, from: offset)
        var rest = bytes[...]
        var isFirst = offset == 0
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end]
            if isFirst {
                guard let number = Int(String(decoding: line, as: UTF8.self)) else { throw Self.damage(path, 0) }
                (base, isFirst) = (number, false)
            } else if let change = LoggedChange(line) {
                changes.append(change)
            } else if end + 1 == bytes.count {
                break
            } else {
                throw Self.damage(path, offset + rest.startIndex)
            }
            rest = rest[(end + 1)...]
        }
        if isFirst { throw Self.damage(path, 0) }
        (wholeLength, tornLength) = (offset + rest.startIndex, rest.count)
    }

    private static func bytes(of path: String, from offset: Int) throws(SystemError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0, lseek(file, off_t(offset), SEEK_SET) >= 0 else { throw .last }
        defer { close(file) }
        return try File.bytes(from: file)
    }

    private static func damage(_ path: String, _ place: Int) -> SystemError {
        SystemError(EINVAL, "\(path) is damaged at byte \(place)")
    }

    /// In bytes; nil where it is not there.
    static func length(_ path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    static func create(_ path: String, base: Int, mode: mode_t) throws(SystemError) {
        try File.create(path, with: Array("\(base)\n".utf8), mode: mode)
        chmod(path, mode)
    }

    static func cut(_ path: String, to length: Int) throws(SystemError) {
        guard truncate(path, off_t(length)) == 0 else { throw .last }
    }

    /// Writes a line at the end, and waits for the disk. Where that fails the log is as it was.
    /// - Returns: where the line ends.
    static func append(_ line: [UInt8], to path: String, at offset: Int) throws(SystemError) -> Int {
        let file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw .last }
        defer { close(file) }
        var written = 0
        while written < line.count {
            let taken = retryingInterrupted {
                line[written...].withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, off_t(offset + written)) }
            }
            guard taken > 0 else {
                let error = taken < 0 ? SystemError.last : SystemError(ENOSPC)
                ftruncate(file, off_t(offset))
                throw error
            }
            written += taken
        }
        // What the system could not write it may write later, so nobody knows.
        guard retryingInterrupted({ fdatasync(file) }) == 0 else { throw SystemError(EIO) }
        return offset + line.count
    }
}
