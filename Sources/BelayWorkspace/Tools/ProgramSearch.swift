import Glibc

/// Looks programs up on the path, as a shell does.
public struct ProgramSearch: Sendable {
    private let folders: [String]

    /// An empty element of `$PATH` is the working folder, as in every shell.
    public init(_ surroundings: Surroundings) {
        let path = surroundings.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        folders = path.split(separator: ":", omittingEmptySubsequences: false).map { surroundings.absolute(String($0)) }
    }

    /// The first executable file of this name; nil if there is none.
    public func path(of program: String) -> String? {
        guard !program.isEmpty else { return nil }
        if program.contains("/") { return Self.mayRun(program) ? program : nil }
        return folders.lazy.map { "\($0)/\(program)" }.first(where: Self.mayRun)
    }

    private static func mayRun(_ path: String) -> Bool { FileBytes.exists(path) && access(path, X_OK) == 0 }
}
