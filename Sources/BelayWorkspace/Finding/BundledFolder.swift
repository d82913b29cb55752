import BelaySystem

/// The folder of the runbooks that come with Belay. No path is built into the program: it is found relative to the
/// program.
public struct BundledFolder: Hashable, Sendable {
    public let path: String

    /// `$BELAY_RUNBOOKS`; otherwise `../share/belay/runbooks` relative to the program; otherwise, for a program in the
    /// build folder of the repository, the repository's `runbooks`. Nil if none of them exists.
    public init?(_ surroundings: Surroundings) {
        if let named = surroundings.environment["BELAY_RUNBOOKS"], !named.isEmpty {
            path = surroundings.absolute(named)
            return
        }
        let parts = surroundings.executable.split(separator: "/").map(String.init)
        let places = [parts.dropLast(2) + ["share", "belay", "runbooks"]] + Self.besideBuildFolder(parts)
        guard let found = places.map({ "/" + $0.joined(separator: "/") }).first(where: File.isFolder) else {
            return nil
        }
        path = found
    }

    /// Build folders are named `.build` and `.build-...`.
    private static func besideBuildFolder(_ parts: [String]) -> [[String]] {
        guard let index = parts.lastIndex(where: { $0 == ".build" || $0.hasPrefix(".build-") }) else { return [] }
        return [parts[..<index] + ["runbooks"]]
    }

    static let ending = ".runbook"

    /// Sorted, such as `backup`, `multi-master`.
    public var names: [String] { Self.names(in: path) }

    /// The names of the runbooks or libraries in a folder, without their ending, sorted; none when it cannot be listed.
    public static func names(in folder: String) -> [String] {
        let files = (try? Folder.names(in: folder)) ?? []
        return files.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.map { String($0.dropLast(ending.count)) }
            .sorted()
    }

    /// The path of a runbook of this name, which need not exist.
    public func path(of name: String) -> String { "\(path)/\(name)\(Self.ending)" }
}
