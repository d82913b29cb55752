/// Where the lab keeps everything of its own: a file system in memory that only its processes see, mounted over a folder
/// that every Debian has and no procedure needs.
enum LabFolder {
    static let path = "/boot"

    static let sshKey = "\(path)/ssh/key"
    static let sshKnownHosts = "\(path)/ssh/known_hosts"
    static let sshConfiguration = "\(path)/ssh/configuration"

    static func volume(_ id: String) -> String { "\(path)/volumes/\(id)" }

    static func node(_ letter: String) -> String { "\(path)/nodes/\(letter)" }
}
