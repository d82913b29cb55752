import BelayRuntime
import BelaySystem
import Glibc

/// The two names of an output file: the one that it is to have, and the one next to it that it has until it is whole.
struct OutputFileNames: Hashable, Sendable {
    let final: String
    let temporary: String

    /// - Parameter path: of a link, what it leads to is written.
    /// - Parameter mark: of the change, such as `20260301-093000-k3f9/12`: a resumed run knows by it what was left.
    init(_ path: String, mark: String) throws(FileRefusal) {
        var final = path
        switch File.kind(of: path, followsLinks: false) {
        case .link?:
            guard let real = realpath(path, nil) else {
                throw FileRefusal("\(path) cannot be written: \(SystemError.last.words)")
            }
            defer { free(real) }
            final = String(cString: real)
        case .file?, .folder?, .socket?, .pipe?, .device?, nil: break
        }
        switch File.kind(of: final) {
        case .file?:
            guard access(final, W_OK) == 0 else {
                throw FileRefusal("\(path) cannot be written: \(SystemError.last.words)")
            }
        case nil: break
        case .folder?: throw FileRefusal("\(path) is a folder")
        case .link?, .socket?, .pipe?, .device?: throw FileRefusal("\(path) is not an ordinary file")
        }
        self.final = final
        temporary = Self.temporary(for: final, mark)
    }

    private static func temporary(for path: String, _ mark: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().map { $0 + "/" }.joined()
        // A name has room for 255 bytes.
        let name = String(decoding: (parts.last ?? "").utf8.prefix(160), as: UTF8.self)
        let suffix = String(mark.map { $0 == "/" ? "-" : $0 })
        return "\(folder).\(name).belay-\(suffix)"
    }

    /// After a crash of the machine too it has one name or the other.
    func moveIntoPlace() throws(SystemError) {
        guard rename(temporary, final) == 0 else { throw .last }
        let folder = final.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let place = open(final.contains("/") ? "\(folder)/" : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard place >= 0 else { return }
        defer { close(place) }
        _ = retryingInterrupted { fsync(place) }
    }

    func discard() { unlink(temporary) }
}
