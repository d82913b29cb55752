import Glibc

/// The hosts and users that the user's ssh configuration names.
public enum SSHHosts {
    /// Without patterns, sorted. `home` is the user's folder.
    public static func names(home: String) -> [String] {
        var found: Set<String> = []
        for line in lines(of: home + "/.ssh/config") {
            let words = line.split { $0 == " " || $0 == "\t" || $0 == "=" }
            guard words.first?.lowercased() == "host" else { continue }
            for word in words.dropFirst() where !word.contains(where: { "*?!\"".contains($0) }) {
                found.insert(String(word))
            }
        }
        for line in lines(of: home + "/.ssh/known_hosts") {
            // A hashed name says nothing, and `@` marks a line of another kind.
            guard let names = line.split(separator: " ").first, !"|@#[".contains(names.first ?? "#") else { continue }
            for name in names.split(separator: ",") { found.insert(String(name)) }
        }
        return found.sorted()
    }

    /// The users that it names, sorted.
    public static func users(home: String) -> [String] {
        let found = lines(of: home + "/.ssh/config").compactMap { line -> String? in
            let words = line.split { $0 == " " || $0 == "\t" || $0 == "=" }
            guard words.count == 2, words[0].lowercased() == "user", !words[1].contains(where: { "%\"".contains($0) })
            else { return nil }
            return String(words[1])
        }
        return Set(found).sorted()
    }

    private static func lines(of path: String) -> [Substring] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return [] }
        defer { close(file) }
        // More than that nobody types a name from.
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = read(file, &bytes, bytes.count)
        guard count > 0 else { return [] }
        return String(decoding: bytes[..<count], as: UTF8.self).split(whereSeparator: \.isNewline)
    }
}
