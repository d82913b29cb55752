import Glibc

/// Finds programs as the shells do, so that what is found here is what a command starts.
public struct ProgramSearch: Sendable {
    /// What is searched where nothing says where to.
    public static let usualPath = "/usr/local/bin:/usr/bin:/bin"

    /// In the order in which they are searched.
    public let folders: [String]

    /// - Parameters:
    ///   - path: the variable `PATH`; nil where there is none.
    ///   - workingFolder: what an empty element of it means, and where a relative one begins.
    public init(path: String?, workingFolder: String = ".") {
        let elements = (path ?? Self.usualPath).split(separator: ":", omittingEmptySubsequences: false)
        folders = elements.map { element in
            if element.isEmpty { return workingFolder }
            return element.hasPrefix("/") || workingFolder == "." ? String(element) : "\(workingFolder)/\(element)"
        }
    }

    /// The file that a name starts: one with a slash is itself a path, another is searched for. Nil when there is none that may
    /// be executed.
    public func path(of name: String) -> String? {
        guard !name.isEmpty else { return nil }
        if name.utf8.contains(UInt8(ascii: "/")) { return Self.isProgram(name) ? name : nil }
        return folders.lazy.map { "\($0)/\(name)" }.first(where: Self.isProgram)
    }

    /// The names of the programs that begin so, each once.
    public func names(startingWith prefix: String) -> [String] {
        var found: Set<String> = []
        for folder in folders {
            for name in (try? Folder.names(in: folder)) ?? [] where name.hasPrefix(prefix) {
                if !found.contains(name), Self.isProgram("\(folder)/\(name)") { found.insert(name) }
            }
        }
        return found.sorted()
    }

    /// A folder may be entered, which is the same permission, and a pipe or a device cannot be executed.
    private static func isProgram(_ path: String) -> Bool { access(path, X_OK) == 0 && File.kind(of: path) == .file }
}
