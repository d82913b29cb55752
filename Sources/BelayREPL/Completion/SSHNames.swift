import BelaySystem
import Glibc

/// The hosts and users that the user's ssh configuration names, and the hosts that ssh has seen; sorted, without patterns.
public struct SSHNames {
    private let folder: String
    /// Each is read once, whoever includes it.
    private var read: Set<String> = []
    private var foundHosts: Set<String> = []
    private var foundUsers: Set<String> = []

    public var hosts: [String] { foundHosts.sorted() }
    public var users: [String] { foundUsers.sorted() }

    /// - Parameter home: the user's folder.
    public init(home: String) {
        folder = home + "/.ssh"
        readConfiguration(folder + "/config", home)
        for line in Self.lines(of: folder + "/known_hosts") {
            // A hashed name says nothing, and `@` marks a line of another kind.
            guard let names = line.split(separator: " ").first, !"|@#[".contains(names.first ?? "#") else { continue }
            foundHosts.formUnion(names.split(separator: ",").map(String.init))
        }
    }

    private mutating func readConfiguration(_ path: String, _ home: String) {
        guard read.insert(path).inserted else { return }
        for line in Self.lines(of: path) {
            let words = line.split { $0 == " " || $0 == "\t" || $0 == "=" }.map(String.init)
            switch words.first?.lowercased() {
            case "host":
                foundHosts.formUnion(words.dropFirst().filter { !$0.contains { "*?!\"".contains($0) } })
            case "user" where words.count == 2 && !words[1].contains { "%\"".contains($0) }:
                foundUsers.insert(words[1])
            case "include":
                for pattern in words.dropFirst() {
                    for file in Self.files(like: place(of: pattern, home)) { readConfiguration(file, home) }
                }
            default: continue
            }
        }
    }

    private func place(of pattern: String, _ home: String) -> String {
        if pattern.hasPrefix("~/") { return home + pattern.dropFirst() }
        return pattern.hasPrefix("/") ? pattern : "\(folder)/\(pattern)"
    }

    private static func files(like pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { index in found.gl_pathv[index].map { String(cString: $0) } }
    }

    private static func lines(of path: String) -> [Substring] {
        // More than that nobody types a name from.
        let bytes = (try? File.bytes(of: path, upTo: 1 << 20)) ?? []
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    }
}
