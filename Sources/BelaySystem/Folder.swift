public import Glibc

/// Folders of files.
public enum Folder {
    public struct Entry: Hashable, Sendable {
        public let name: String
        /// Of the entry itself, so a link is one; nil where the file system does not say.
        public let kind: File.Kind?
    }

    /// What is in a folder, in no order, without `.` and `..`. Names that are not UTF-8 are left out: none of Belay's own are
    /// such, and none can be shown or typed.
    public static func entries(of path: String) throws(SystemError) -> [Entry] {
        guard let folder = opendir(path) else { throw .last }
        defer { closedir(folder) }
        var entries: [Entry] = []
        while true {
            errno = 0
            guard let entry = readdir(folder) else {
                if errno != 0 { throw .last }
                return entries
            }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name, name != ".", name != ".." else { continue }
            entries.append(Entry(name: name, kind: kind(of: entry.pointee)))
        }
    }

    /// The names alone.
    public static func names(in path: String) throws(SystemError) -> [String] { try entries(of: path).map(\.name) }

    /// Makes a folder and those above it that are missing, all with this mode.
    public static func make(_ path: String, mode: mode_t) throws(SystemError) {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let parent = parent(of: path) else { throw .last }
        try make(parent, mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw .last }
    }

    /// Makes a folder with a name that nothing else has, for this user alone, in the first of these that serves.
    /// - Parameters:
    ///   - parents: those that are not absolute are left out.
    ///   - name: what its own begins with.
    /// - Returns: its path; nil where none of them serves, with the reason of the last in `errno`.
    public static func makeTemporary(in parents: [String], named name: String) -> String? {
        for parent in parents where parent.hasPrefix("/") {
            var template = Array("\(parent)/\(name)-XXXXXX".utf8CString)
            if mkdtemp(&template) != nil {
                return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            }
        }
        return nil
    }

    /// The folder that a path leads into; nil where the path names none, or is `/` itself.
    public static func parent(of path: String) -> String? {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), path.utf8.count > 1 else { return nil }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The folder that this process is in; nil when it is gone.
    public static var working: String? {
        guard let path = getcwd(nil, 0) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    private static func kind(of entry: dirent) -> File.Kind? {
        // The type of an entry is the type of its mode, without the permissions.
        entry.d_type == UInt8(DT_UNKNOWN) ? nil : File.Kind(mode_t(entry.d_type) << 12)
    }
}
