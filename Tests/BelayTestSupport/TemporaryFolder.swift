import Glibc
import Synchronization

/// A folder of its own for one test, removed with everything in it when the last holder lets go, or the tests end.
public final class TemporaryFolder: Sendable {
    public let path: String

    /// Below `/tmp`: a socket's path has no room for more.
    public init(_ purpose: String = "test") {
        var template = Array("/tmp/belay-\(purpose)-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { preconditionFailure("no temporary folder can be made") }
        let path = String(cString: made)
        self.path = path
        Self.remaining.withLock { remaining in
            if remaining == nil {
                atexit { TemporaryFolder.removeRemaining() }
                remaining = []
            }
            remaining?.insert(path)
        }
    }

    deinit {
        Self.remaining.withLock { _ = $0?.remove(path) }
        Self.remove(path)
    }

    /// Those that a test keeps in a static property are never let go of.
    private static let remaining = Mutex<Set<String>?>(nil)

    private static func removeRemaining() {
        for path in remaining.withLock({ $0 ?? [] }) { remove(path) }
    }

    /// Writes a file in it and gives its path.
    @discardableResult
    public func write(_ text: String, to name: String, mode: UInt32 = 0o600) -> String {
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

    /// The text of a file in it; empty if missing.
    public func read(_ name: String) -> String { SmallFile.read(path + "/" + name) }

    /// Its content.
    public var names: [String] { Self.names(in: path).map(\.name) }

    /// The content of a folder; empty for a missing one.
    public static func names(of path: String) -> [String] { names(in: path).map(\.name) }

    /// The files beneath it, by their paths in it, in order.
    public func files(beneath path: String = "") -> [String] {
        Self.names(in: self.path + "/" + path).flatMap { name, isFolder in
            let inner = path.isEmpty ? name : path + "/" + name
            return isFolder ? files(beneath: inner) : [inner]
        }.sorted()
    }

    private static func names(in path: String) -> [(name: String, isFolder: Bool)] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [(String, Bool)] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append((name, entry.pointee.d_type == DT_DIR)) }
        }
        return names
    }

    private static func remove(_ path: String) {
        for (name, isFolder) in names(in: path) {
            let inner = path + "/" + name
            if isFolder { remove(inner) } else { unlink(inner) }
        }
        rmdir(path)
    }
}
