import BelaySystem

/// The runbooks, libraries and labs that a command line names.
enum RunbookFiles {
    /// Files as they were named, and in the place of each folder what is below it, in the order of their names. What is hidden is
    /// none of the user's.
    /// - Parameter isRunbook: of a folder's name, that it is a runbook's too, which is what is meant.
    static func named(
        _ names: [String], isRunbook: (String) -> Bool = { _ in false }
    ) throws(UserError) -> [String] {
        var found: [String] = []
        for name in names {
            guard name != "-", File.isFolder(name), !isRunbook(name) else {
                found.append(name)
                continue
            }
            let files = below(name, depth: 0)
            if files.isEmpty { throw UserError(message: "there is no runbook below \(name)") }
            found += files
        }
        return found
    }

    private static let deepest = 16

    private static func below(_ folder: String, depth: Int) -> [String] {
        guard depth < deepest, let entries = try? Folder.entries(of: folder) else { return [] }
        var found: [String] = []
        for entry in entries.sorted(by: { $0.name < $1.name }) where !entry.name.hasPrefix(".") {
            let path =
                folder == "." ? entry.name : folder.hasSuffix("/") ? folder + entry.name : "\(folder)/\(entry.name)"
            switch entry.kind {
            case .folder?: found += below(path, depth: depth + 1)
            case .file?: if path.hasSuffix(".runbook") { found.append(path) }
            // What a link leads to may have a place of its own here.
            case .link?: break
            case nil: if path.hasSuffix(".runbook"), File.kind(of: path) == .file { found.append(path) }
            case .socket?, .pipe?, .device?: break
            }
        }
        return found
    }
}
