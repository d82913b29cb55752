/// The folder of the runbooks that come with Belay. No path is built into the program: it is found from where the program
/// lies.
public struct BundledFolder: Hashable, Sendable {
    public let path: String

    /// `$BELAY_RUNBOOKS`; else `../share/belay/runbooks` seen from the program; else, for a program that lies in the build
    /// folder of the repository, the repository's `runbooks`. Nil when none of them is there.
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

    /// Where a runbook of this name lies or would lie.
    public func path(of name: String) -> String { "\(path)/\(name)\(Self.ending)" }
}
