import CBelayLab
import Glibc

/// Small files, read and written whole.
enum Files {
    static func read(_ path: String) throws(LabFailure) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        try require(file, "cannot read \(path)")
        defer { close(file) }
        return try read(to: file, named: path)
    }

    /// Everything up to the end of an open file or connection.
    static func read(to descriptor: Int32, named name: String) throws(LabFailure) -> String {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            try require(count, "cannot read \(name)")
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece[..<count]
        }
    }

    /// Replaces the file's content in place, through a link if it is one. Without a mode that of the file is kept.
    static func write(_ text: String, to path: String, mode: mode_t? = nil) throws(LabFailure) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode ?? 0o644)
        try require(file, "cannot write \(path)")
        defer { close(file) }
        if let mode { try require(fchmod(file, mode), "cannot set the mode of \(path)") }
        if !write(text, to: file) { throw .system("cannot write \(path)") }
    }

    /// Replaces the file at once: a reader sees the old or the new one, whole.
    static func replace(_ path: String, with text: String) throws(LabFailure) {
        let new = "\(parent(of: path))/.new-\(getpid())"
        try write(text, to: new)
        try require(rename(new, path), "cannot write \(path)")
    }

    /// Replaces the content of a file that has to stay the same file, since it is shown at other places too: in one write,
    /// so that a reader does not find it empty.
    static func overwrite(_ path: String, with text: String) throws(LabFailure) {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        try require(file, "cannot write \(path)")
        defer { close(file) }
        if !write(text, to: file) { throw .system("cannot write \(path)") }
        try require(ftruncate(file, off_t(text.utf8.count)), "cannot write \(path)")
    }

    /// False when the other side does not take it all.
    @discardableResult
    static func write(_ text: String, to descriptor: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    static func isSocket(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    /// The target of a link; nil when the path is not a link.
    static func target(ofLink path: String) -> String? {
        var letters = [CChar](repeating: 0, count: 4096)
        let count = readlink(path, &letters, letters.count)
        return count < 0 ? nil : String(decoding: letters[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The folder that this process is in; nil when it is gone.
    static var workingFolder: String? {
        guard let path = getcwd(nil, 0) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    /// The names in a folder, sorted; none for a missing folder.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes the folder and those above it that are missing.
    static func makeFolder(_ path: String, mode: mode_t = 0o755) throws(LabFailure) {
        if exists(path) { return }
        let above = parent(of: path)
        if above != path { try makeFolder(above) }
        if mkdir(path, mode) < 0 && errno != EEXIST { throw .system("cannot make the folder \(path)") }
        try require(chmod(path, mode), "cannot set the mode of \(path)")
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// Removes a folder that holds only files, as far as it can.
    static func removeFlatFolder(_ path: String) {
        for name in names(in: path) where unlink("\(path)/\(name)") < 0 { rmdir("\(path)/\(name)") }
        rmdir(path)
    }
}
