import BelaySystem

/// The folder of the runbooks that come with Belay.
public struct BundledFolder: Hashable, Sendable {
    public let path: String

    /// `$BELAY_RUNBOOKS`; otherwise `../share/belay/runbooks` relative to the program; otherwise, for a program in the
    /// build folder of the repository, the repository's `runbooks`. Nil if none of them exists.
    public init?(_ surroundings: Surroundings) {
        if let named = surroundings.environment["BELAY_RUNBOOKS"], !named.isEmpty {
            path = surroundings.absolute(named)
            return
        }
        guard let found = InstalledFolder.path("runbooks", repository: "runbooks", surroundings) else { return nil }
        path = found
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
