public import BelaySource

extension Workspace {
    /// The libraries that a file could use, sorted.
    public func libraryNames(for file: FileNumber) -> [String] {
        let search = LibrarySearch(loaded.surroundings)
        return search.names(in: search.folders(for: paths[file.rawValue], isLibrary: file != runbook))
    }
}
