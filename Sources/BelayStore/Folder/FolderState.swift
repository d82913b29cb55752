import BelaySystem
import Glibc

/// What the file `state` of a folder says: up to where the log has reached the files of the keys. The file is also what is locked.
struct FolderState: Hashable, Sendable {
    /// Of the last change that has.
    var revision: Int
    /// Behind it in the log, in bytes.
    var offset: Int
    /// The kernel's boot id: what was written without waiting for the disk is there as long as the machine runs.
    var boot: String

    static let here = String(
        decoding: (try? File.bytes(of: "/proc/sys/kernel/random/boot_id")) ?? [], as: UTF8.self
    ).filter { !$0.isWhitespace }

    /// Longer than any.
    private static let length = 96

    /// Nil where the file says nothing that was written whole.
    init?(_ bytes: [UInt8]) {
        let words = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\n" }.split(separator: " ")
        guard words.count == 4, words[3] == "ok", let revision = Int(words[0]), let offset = Int(words[1]) else {
            return nil
        }
        self.init(revision: revision, offset: offset, boot: String(words[2]))
    }

    init(revision: Int, offset: Int, boot: String = FolderState.here) {
        (self.revision, self.offset, self.boot) = (revision, offset, boot)
    }

    /// Always of one length, so that no part of an older one stays behind it.
    var bytes: [UInt8] {
        let text = "\(revision) \(offset) \(boot.isEmpty ? "-" : boot) ok\n"
        return Array((text + String(repeating: " ", count: max(0, Self.length - text.utf8.count))).utf8)
    }
}
