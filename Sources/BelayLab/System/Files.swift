import BelaySystem
import Glibc

/// Small files, read and written whole; what goes wrong is a sentence.
enum Files {
    static func read(_ path: String) throws(LabFailure) -> String {
        do throws(SystemError) {
            return String(decoding: try File.bytes(of: path), as: UTF8.self)
        } catch {
            throw .system("cannot read \(path)", error.number)
        }
    }

    /// Everything up to the end of an open file or connection.
    /// Its last bytes; the first line of them may have no beginning.
    static func end(of path: String, atMost count: Int) throws(LabFailure) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        try require(file, "cannot read \(path)")
        defer { close(file) }
        let size = lseek(file, 0, SEEK_END)
        lseek(file, max(0, size - off_t(count)), SEEK_SET)
        return try read(to: file, named: path)
    }

    static func read(to descriptor: Int32, named name: String) throws(LabFailure) -> String {
        do throws(SystemError) {
            return String(decoding: try File.bytes(from: descriptor), as: UTF8.self)
        } catch {
            throw .system("cannot read \(name)", error.number)
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
        do throws(SystemError) {
            try File.replace(path, with: Array(text.utf8), mode: 0o644)
        } catch {
            throw .system("cannot write \(path)", error.number)
        }
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
        (try? File.write(Array(text.utf8)[...], to: descriptor)) != nil
    }

    /// Also a link that leads nowhere.
    static func exists(_ path: String) -> Bool { File.kind(of: path, followsLinks: false) != nil }

    /// The names in a folder, sorted; none for a missing folder.
    static func names(in folder: String) -> [String] { ((try? Folder.names(in: folder)) ?? []).sorted() }

    /// Makes the folder and those above it that are missing.
    static func makeFolder(_ path: String, mode: mode_t = 0o755) throws(LabFailure) {
        if exists(path) { return }
        do throws(SystemError) {
            try Folder.make(path, mode: 0o755)
        } catch {
            throw .system("cannot make the folder \(path)", error.number)
        }
        try require(chmod(path, mode), "cannot set the mode of \(path)")
    }

    static func parent(of path: String) -> String { Folder.parent(of: path) ?? "/" }

    /// Removes a folder that holds only files, as far as it can.
    static func removeFlatFolder(_ path: String) {
        for name in names(in: path) where unlink("\(path)/\(name)") < 0 { rmdir("\(path)/\(name)") }
        rmdir(path)
    }
}
