public import Glibc

/// A folder of its own for one test, removed with everything in it when the last holder lets go.
public final class TemporaryFolder: Sendable {
    public let path: String

    /// Below `/tmp`: a socket's path has no room for more.
    public init(_ purpose: String = "test") {
        var template = Array("/tmp/belay-\(purpose)-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { preconditionFailure("no temporary folder can be made") }
        path = String(cString: made)
    }

    deinit { Self.remove(path) }

    /// Writes a file in it and gives its path.
    @discardableResult
    public func write(_ text: String, to name: String, mode: mode_t = 0o600) -> String {
        let file = path + "/" + name
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        precondition(descriptor >= 0, "\(file) cannot be written")
        defer { close(descriptor) }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            precondition(written > 0, "\(file) cannot be written")
            bytes = bytes.dropFirst(written)
        }
        fchmod(descriptor, mode)
        return file
    }

    private static func remove(_ path: String) {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                guard name != ".", name != ".." else { continue }
                let inner = path + "/" + name
                if entry.pointee.d_type == DT_DIR { remove(inner) } else { unlink(inner) }
            }
            closedir(folder)
        }
        rmdir(path)
    }
}
