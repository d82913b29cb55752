import BelaySystem
import Glibc

/// An open file with the path under which it was opened.
struct NamedFile: Sendable {
    let path: String
    private let device: dev_t
    private let number: ino_t

    init(_ file: OpenFile, at path: String) throws(SystemError) {
        let status = try file.status()
        self.path = path
        (device, number) = (status.st_dev, status.st_ino)
    }

    /// True if the path still leads to it: it was not removed, moved or replaced.
    var isThere: Bool { length != nil }

    /// In bytes; nil when the path does not lead to it any more.
    var length: Int? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_dev == device, status.st_ino == number else { return nil }
        return Int(status.st_size)
    }
}
