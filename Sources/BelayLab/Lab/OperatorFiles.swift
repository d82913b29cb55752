import Glibc

/// Which of this machine's folders the operator works in. In the lab they are copies: what is changed there is gone with the
/// lab. All others can only be read there.
struct OperatorFiles {
    /// Sorted, so that one comes before those in it.
    let copied: [String]
    /// Where programs of this machine listen, outside the folders that the lab makes anew.
    let sockets: [String]

    private static let temporary = ["/tmp", "/var/tmp"]
    /// What the lab has its own of.
    private static let made = ["/proc", "/sys", "/dev", "/run", LabFolder.path]

    /// Of the calling process, outside the lab.
    /// - Parameter paths: what is read there besides, such as the runbook. Root in the lab reaches only what everybody
    ///   does, so what is kept from others is copied too.
    init(reading paths: [String]) {
        var places = Self.temporary
        if let home = getenv("HOME") { places.append(String(cString: home)) }
        if let home = User(geteuid())?.home { places.append(home) }
        if let folder = Files.workingFolder { places.append(folder) }
        places = places.compactMap(Self.real)
        if geteuid() == 0 {
            places = places.map { Self.hiding($0) ?? $0 } + paths.compactMap(Self.real).compactMap(Self.hiding)
        }
        places = Set(places).sorted().filter { $0 != "/" && !Self.isIn(Self.made, $0) }
        // A folder of another group in a copy cannot be changed by an ordinary user, but can be a copy of its own.
        copied = geteuid() == 0 ? Self.outermost(places) : places
        let remade = Self.made + copied
        sockets = Self.listening.filter { !Self.isIn(remade, $0) && Files.isSocket($0) }
    }

    /// Without links, and only of what is there.
    private static func real(_ path: String) -> String? {
        guard path.hasPrefix("/"), let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// The first folder on the way that not everybody may enter.
    private static func hiding(_ path: String) -> String? {
        var place = ""
        for name in path.split(separator: "/") {
            place += "/\(name)"
            var status = stat()
            if stat(place, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_mode & 0o001 == 0 {
                return place
            }
        }
        return nil
    }

    private static func isIn(_ folders: [String], _ path: String) -> Bool {
        folders.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    private static func outermost(_ places: [String]) -> [String] {
        var kept: [String] = []
        for place in places where !isIn(kept, place) { kept.append(place) }
        return kept
    }

    private static var listening: [String] {
        let lines = ((try? Files.read("/proc/net/unix")) ?? "").split(separator: "\n")
        let paths = lines.compactMap { line -> String? in
            let parts = line.split(separator: " ", maxSplits: 7, omittingEmptySubsequences: true)
            return parts.count == 8 && parts[7].hasPrefix("/") ? String(parts[7]) : nil
        }
        return Set(paths.compactMap(real)).sorted()
    }
}
