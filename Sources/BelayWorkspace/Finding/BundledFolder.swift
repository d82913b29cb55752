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
        guard let found = places.map({ "/" + $0.joined(separator: "/") }).first(where: FileBytes.isFolder) else {
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
    public var names: [String] { FileBytes.names(in: path, ending: Self.ending) }

    /// The path of a runbook of this name, which need not exist.
    public func path(of name: String) -> String { "\(path)/\(name)\(Self.ending)" }
}
