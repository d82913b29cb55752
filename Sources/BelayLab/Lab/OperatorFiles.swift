import BelaySystem
import Glibc

/// The folders of this machine that the operator works in. In the lab they are copies: what is changed there is gone
/// with the lab. All others can only be read there.
struct OperatorFiles {
    /// Sorted, so that one comes before those in it.
    let copied: [String]
    /// The folders that the command cannot do without: the working folder, and what it reads.
    let needed: [String]
    /// The sockets where programs of this machine listen, outside the folders that the lab replaces.
    let sockets: [String]

    private static let temporary = ["/tmp", "/var/tmp", "/dev/shm"]
    /// The folders that the lab has its own of.
    private static let made = ["/proc", "/sys", "/dev", "/run", LabFolder.path]

    /// Of the calling process, outside the lab.
    /// - Parameter paths: what is read there besides, such as the runbook. Root in the lab reaches only what everybody
    ///   does, so what is kept from others is copied too.
    init(reading paths: [String]) {
        let workingFolder = [Folder.working].compactMap { $0 }
        let variables: [String] = ["HOME", "TMPDIR"]
        let homes = variables.compactMap { name in getenv(name).map { String(cString: $0) } }
        var places = (Self.temporary + homes + workingFolder).compactMap(Self.real)
        if let home = UserAccount(geteuid()).flatMap({ Self.real($0.home) }) { places.append(home) }
        needed = (workingFolder + paths).compactMap(Self.real)
        if geteuid() == 0 {
            places = places.map { Self.hiding($0) ?? $0 } + needed.compactMap(Self.hiding)
        }
        // The lab's own `/run` has nothing in it.
        places += needed.filter { Self.isIn(["/run"], $0) }.map(Self.folder)
        places = Set(places).sorted().filter { !Self.isMade($0) }
        // A folder of another group in a copy cannot be changed by an ordinary user, but can be a copy of its own.
        copied = geteuid() == 0 ? Self.withMounts(beneath: Self.outermost(places), of: places + needed) : places
        let remade = Self.made + copied
        sockets = Self.listening.filter { !Self.isIn(remade, $0) && File.kind(of: $0, followsLinks: false) == .socket }
    }

    /// True if the lab has its own there, with nothing of this machine in it.
    private static func isMade(_ place: String) -> Bool {
        if place == "/" || made.contains(place) { return true }
        return isIn(made, place) && !isIn(["/run", "/dev/shm"], place)
    }

    private static func folder(_ path: String) -> String {
        File.isFolder(path) ? path : Files.parent(of: path)
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

    static func isIn(_ folders: [String], _ path: String) -> Bool {
        folders.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    /// A folder is shown without what is mounted in it: where something of that is used it is a place of its own.
    private static func withMounts(beneath places: [String], of used: [String]) -> [String] {
        let lines = ((try? Files.read("/proc/self/mountinfo")) ?? "").split(separator: "\n")
        // A space in a path is written as a number; a mount there is not in the lab.
        let points = lines.compactMap { $0.split(separator: " ").dropFirst(4).first.map(String.init) }
        let beneath = points.filter { point in
            !places.contains(point) && isIn(places, point) && used.contains { isIn([point], $0) }
        }
        return Set(places + beneath).sorted()
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
