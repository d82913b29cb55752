import BelaySystem
import BelayWorkspace

/// The files that a path in a document can become.
enum FolderListing {
    /// - Parameters:
    ///   - prefix: as it is typed.
    ///   - document: a path that is not absolute begins where this is.
    /// - Returns: paths as they are typed on, those of folders with a slash behind them.
    static func paths(startingWith prefix: String, besides document: String, _ surroundings: Surroundings) -> [String] {
        let slash = prefix.lastIndex(of: "/")
        let folder = slash.map { String(prefix[...$0]) } ?? ""
        let name = slash.map { String(prefix[prefix.index(after: $0)...]) } ?? prefix
        let whole: String
        if folder.hasPrefix("/") {
            whole = folder
        } else if folder.hasPrefix("~/") {
            whole = (surroundings.environment["HOME"] ?? "") + folder.dropFirst()
        } else {
            whole = (Folder.parent(of: document) ?? "/") + "/" + folder
        }
        let names = (try? Folder.names(in: whole)) ?? []
        return names.filter { $0.hasPrefix(name) && (name.hasPrefix(".") || !$0.hasPrefix(".")) }.sorted().map {
            entry in
            folder + entry + (File.isFolder(whole + "/" + entry) ? "/" : "")
        }
    }
}
