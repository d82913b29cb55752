import Glibc

/// A line of the list of users.
struct User {
    var name: String
    var number: uid_t
    var group: gid_t
    var home: String
    var shell: String

    init?(_ number: uid_t) { self.init(getpwuid(number)) }
    init?(named name: String) { self.init(getpwnam(name)) }

    private init?(_ entry: UnsafeMutablePointer<passwd>?) {
        guard let entry = entry?.pointee else { return nil }
        name = String(cString: entry.pw_name)
        number = entry.pw_uid
        group = entry.pw_gid
        home = String(cString: entry.pw_dir)
        shell = String(cString: entry.pw_shell)
    }

    /// The shell as at a login, with the command as one text in which everything but plain characters is escaped.
    func loginShell(running command: [String]) -> [String] {
        if command.isEmpty { return [shell, "--login"] }
        let plain = { (character: Character) in character.isLetter || character.isNumber || "_-$".contains(character) }
        let text = command.map { $0.map { plain($0) ? "\($0)" : "\\\($0)" }.joined() }.joined(separator: " ")
        return [shell, "--login", "-c", text]
    }
}
