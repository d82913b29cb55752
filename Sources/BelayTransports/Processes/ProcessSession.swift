import Glibc

/// Who lives in a session, by `/proc`. Looked at only where a command is ended before its time.
enum ProcessSession {
    struct Member: Hashable, Sendable {
        var process: pid_t
        var group: pid_t
    }

    /// The living of a session; the dead that nobody has reaped yet are left out.
    static func members(of session: pid_t) -> [Member] {
        var members: [Member] = []
        for name in FolderNames.names(in: "/proc") {
            guard let process = pid_t(name), let status = Status(of: process) else { continue }
            guard status.session == session, !status.isDead else { continue }
            members.append(Member(process: process, group: status.group))
        }
        return members
    }

    private struct Status {
        var isDead: Bool
        var group: pid_t
        var session: pid_t

        /// Reads `/proc/N/stat`: `N (name) state parent group session ...`; the name may have blanks and parentheses.
        init?(of process: pid_t) {
            let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return nil }
            defer { close(file) }
            var bytes = [UInt8](repeating: 0, count: 512)
            let count = read(file, &bytes, bytes.count)
            guard count > 0, let end = bytes[..<count].lastIndex(of: UInt8(ascii: ")")) else { return nil }
            let fields = String(decoding: bytes[(end + 1)..<count], as: UTF8.self).split(separator: " ")
            guard fields.count > 3, let group = pid_t(fields[2]), let session = pid_t(fields[3]) else { return nil }
            isDead = fields[0] == "Z" || fields[0] == "X"
            self.group = group
            self.session = session
        }
    }
}
