import BelaySource
import BelaySystem

/// From the name behind `rehearse in` to the file of a lab.
public struct LabFinder: Sendable {
    public let surroundings: Surroundings
    /// Labs that are no files.
    public let builtIn: BuiltInLabs

    public init(_ surroundings: Surroundings, builtIn: BuiltInLabs) {
        self.surroundings = surroundings
        self.builtIn = builtIn
    }

    /// The path of the file, absolute. A name that is built in has none, and is not looked for here.
    ///
    /// - Parameter runbook: the path of the runbook that names it.
    public func path(of name: String, for runbook: String) throws(WorkspaceFailure) -> String {
        let found = search(name, for: runbook)
        if let path = found.path { return path }
        let help = found.nearest.map { ["rehearse in \($0)"] } ?? []
        guard !found.places.isEmpty else { throw WorkspaceFailure(message: "there is no lab `\(name)`", help: help) }
        throw WorkspaceFailure(
            message: "there is no lab `\(name)`",
            help: help + ["looked for: " + found.places.map(surroundings.shown).joined(separator: ", ")])
    }

    /// What a search has come to.
    struct Found {
        var path: String?
        /// The files that would have been it, in the order in which they were looked for.
        var places: [String]
        /// A lab that is there.
        var nearest: String?
    }

    func search(_ name: String, for runbook: String) -> Found {
        let folders = folders(for: surroundings.absolute(runbook))
        let places = LibrarySearch.isName(name) ? folders.map { "\($0)/\(name)\(BundledFolder.ending)" } : []
        if let path = places.first(where: isThere) { return Found(path: path, places: places) }
        let names = builtIn.names + folders.flatMap { BundledFolder.names(in: $0) }
        return Found(places: places, nearest: NameSuggestion.nearest(to: name, among: names))
    }

    /// Also what cannot be read, which is said when it is.
    private func isThere(_ path: String) -> Bool {
        do throws(FileProblem) {
            _ = try FileBytes(path, surroundings)
            return true
        } catch {
            return error != .missing
        }
    }

    /// `labs` next to the runbook, below each folder of `$BELAY_PATH`, and among what comes with Belay.
    private func folders(for runbook: String) -> [String] {
        var folders = [Folder.parent(of: runbook) ?? "."] + surroundings.folders(in: "BELAY_PATH")
        if let bundled = BundledFolder(surroundings) { folders.append(bundled.path) }
        var seen: Set<String> = []
        return folders.map { $0 + "/labs" }.filter { seen.insert($0).inserted }
    }
}

/// The labs that whoever runs a rehearsal has without a file.
public struct BuiltInLabs: Sendable {
    public let names: [String]
    private let isName: @Sendable (String) -> Bool

    /// - Parameters:
    ///   - names: to suggest one of them.
    ///   - isName: whether this names one, which may be in more ways.
    public init(_ names: [String], isName: @escaping @Sendable (String) -> Bool) {
        self.names = names
        self.isName = isName
    }

    public func contains(_ name: String) -> Bool { isName(name) }
}
