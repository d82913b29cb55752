public import BelaySource

extension Workspace {
    /// The libraries that a file could use, sorted.
    public func libraryNames(for file: FileNumber) -> [String] {
        let search = LibrarySearch(loaded.surroundings)
        return search.names(in: search.folders(for: paths[file.rawValue], isLibrary: file != runbook))
    }

    /// As a runbook in the working folder sees it that uses every library that it could.
    public static func usingEveryLibrary(_ surroundings: Surroundings) -> Workspace {
        let file = "phrases\(BundledFolder.ending)"
        let search = LibrarySearch(surroundings)
        let folders = search.folders(for: surroundings.absolute(file), isLibrary: false)
        let names = search.names(in: folders).filter(LibrarySearch.isName)
        let text = names.isEmpty ? "" : "use \(names.joined(separator: ", "))\n"
        return Workspace(text: Array(text.utf8), at: file, surroundings)
    }

    /// Where `use` in the runbook looks for a library, in this order, as the folders are shown.
    public var libraryFolders: [String] {
        LibrarySearch(loaded.surroundings).folders(for: path, isLibrary: false).map(loaded.surroundings.shown)
    }
}
