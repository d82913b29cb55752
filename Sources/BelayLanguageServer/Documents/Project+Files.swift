import BelaySystem
import BelayWorkspace

/// The runbooks of the folders that the client has open.
extension Project {
    /// Far more than a folder of procedures has.
    private static let fileLimit = 2_000
    private static let depthLimit = 8

    /// Every runbook and library below the folders, and what is open, sorted.
    var runbooks: [String] {
        var found = Set(documents.keys)
        for folder in folders { addRunbooks(in: folder, depth: 0, to: &found) }
        return found.sorted()
    }

    private func addRunbooks(in folder: String, depth: Int, to found: inout Set<String>) {
        guard depth < Self.depthLimit, let names = try? Folder.names(in: folder) else { return }
        for name in names.sorted() where !name.hasPrefix(".") && found.count < Self.fileLimit {
            let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
            if name.hasSuffix(".runbook") {
                found.insert(path)
            } else if name != "node_modules", File.kind(of: path, followsLinks: false) == .folder {
                addRunbooks(in: path, depth: depth + 1, to: &found)
            }
        }
    }

    /// What is open, or what is in the file; nil when it cannot be read.
    func bytes(of path: String) -> [UInt8]? {
        documents[path]?.bytes ?? (try? File.bytes(of: path))
    }

    func isInFolder(_ path: String) -> Bool { folders.contains { path.hasPrefix($0 == "/" ? "/" : $0 + "/") } }
}
