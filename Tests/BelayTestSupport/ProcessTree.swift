import Glibc

/// Processes by their parents, as `/proc` shows them.
public enum ProcessTree {
    public struct Entry: Hashable, Sendable {
        public var process: Int32
        public var name: String
        /// `Z` once it is dead and not reaped.
        public var state: String
        public var parent: Int32
    }

    public static func all() -> [Entry] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var entries: [Entry] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let process = Int32(name), let entry = self.entry(of: process) { entries.append(entry) }
        }
        return entries
    }

    /// `nil` when there is no such process.
    public static func entry(of process: Int32) -> Entry? {
        let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(file, &bytes, bytes.count)
        let text = bytes.prefix(max(0, count))
        guard let start = text.firstIndex(of: UInt8(ascii: "(")), let end = text.lastIndex(of: UInt8(ascii: ")")) else {
            return nil
        }
        let fields = String(decoding: text[(end + 1)...], as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let parent = Int32(fields[1]) else { return nil }
        let name = String(decoding: text[(start + 1)..<end], as: UTF8.self)
        return Entry(process: process, name: name, state: String(fields[0]), parent: parent)
    }

    /// It runs: dead and only not reaped yet is gone.
    public static func isAlive(_ process: Int32) -> Bool {
        guard let entry = entry(of: process) else { return false }
        return entry.state != "Z" && entry.state != "X"
    }

    /// Children, their children, and so on.
    public static func descendants(of process: Int32) -> [Int32] {
        let all = all()
        var found: [Int32] = []
        var parents: Set<Int32> = [process]
        while true {
            let next = all.filter { parents.contains($0.parent) }.map(\.process)
            guard !next.isEmpty else { return found }
            found += next
            parents = Set(next)
        }
    }
}
