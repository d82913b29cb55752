import BelaySystem
import Glibc

/// Whether what lies in the file system is only this user's to change, or root's, as it is asked of private keys.
enum FileTrust {
    /// Of what was opened as a file or folder of Belay's state.
    static func check(
        _ status: stat, of name: String, isFolder: Bool, isWritten: Bool, owner: OpenFile.Owner
    ) throws(SystemError) {
        let kind = status.st_mode & S_IFMT
        if !isFolder, kind != S_IFREG {
            throw SystemError(EINVAL, "\(name) is \(word(for: kind)), not a file")
        }
        if isWritten, status.st_nlink > 1 {
            throw SystemError(EMLINK, "\(name) has a second name (a hard link), through which others may change it")
        }
        switch owner {
        case .anybody: return
        case .ourselves:
            if status.st_uid != geteuid() {
                throw SystemError(EPERM, "\(name) belongs to \(userName(status.st_uid)), not to you")
            }
            if let writers = writers(status) {
                throw SystemError(EPERM, "\(writers) can write to \(name) (chmod go-w stops that)")
            }
        }
    }

    private static func word(for kind: mode_t) -> String {
        switch kind {
        case S_IFDIR: "a folder"
        case S_IFIFO: "a named pipe"
        case S_IFSOCK: "a socket"
        default: "a device"
        }
    }

    /// Others who can write to it; nil when nobody can. A group in which the user is alone is the user, as where each
    /// has a group of its own and the umask is 002; root's group is root.
    static func writers(_ status: stat) -> String? {
        if status.st_mode & S_IWOTH != 0 { return "everybody" }
        if status.st_mode & S_IWGRP != 0, !isPrivate(status.st_gid) { return "the group \(groupName(status.st_gid))" }
        return nil
    }

    /// True if its owner may lead us anywhere: root, or this user.
    static func isTrusted(_ owner: uid_t) -> Bool {
        owner == 0 || owner == geteuid() || (owner == unknownUser && !isFullNamespace)
    }

    static func userName(_ number: uid_t) -> String { UserAccount(number)?.name ?? "user \(number)" }

    private static func groupName(_ number: gid_t) -> String {
        withGroup(number) { String(cString: $0.gr_name) } ?? "\(number)"
    }

    private static func isPrivate(_ number: gid_t) -> Bool {
        if number == 0 { return true }
        guard number == getegid() else { return false }
        let user = userName(geteuid())
        return withGroup(number) { group in
            var member = group.gr_mem
            while let name = member?.pointee {
                if String(cString: name) != user { return false }
                member = member?.advanced(by: 1)
            }
            return String(cString: group.gr_name) == user
        } ?? false
    }

    private static func withGroup<Answer>(_ number: gid_t, _ body: (group) -> Answer) -> Answer? {
        var entry = group()
        var found: UnsafeMutablePointer<group>?
        var buffer = [CChar](repeating: 0, count: 64 << 10)
        guard getgrgid_r(number, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return body(entry)
    }

    /// The number that the kernel shows for an owner that a user namespace has no number for: there root is one, and
    /// what is above the user's own folders is root's.
    private static let unknownUser: uid_t = 65534

    private static var isFullNamespace: Bool {
        guard let map = try? File.bytes(of: "/proc/self/uid_map"), !map.isEmpty else { return true }
        let numbers = String(decoding: map, as: UTF8.self).prefix { $0 != "\n" }.split(whereSeparator: \.isWhitespace)
        return numbers == ["0", "0", "4294967295"]
    }
}
