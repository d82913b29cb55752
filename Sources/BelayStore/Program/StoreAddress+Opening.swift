public import BelaySystem

extension StoreAddress {
    /// The store. A program of it is not started yet.
    /// - Parameters:
    ///   - executable: the file of the running Belay, absolute: its own folder is searched first, then `../libexec/belay`, then `PATH`.
    ///   - programs: finds programs on `PATH`.
    ///   - environment: what a program is given.
    public func open(
        nextTo executable: String, programs: ProgramSearch, environment: [String: String]
    ) throws(StoreFailure) -> any SharedStore {
        switch self {
        case .folder(let path): return try FolderStore(path)
        case .program(let scheme, let url):
            let program = Self.programPrefix + scheme
            let own = Folder.parent(of: executable)
            let folders = own.map { [$0, (Folder.parent(of: $0) ?? "") + "/libexec/belay"] } ?? []
            let near = ProgramSearch(path: folders.joined(separator: ":"))
            guard let path = (folders.isEmpty ? nil : near.path(of: program)) ?? programs.path(of: program) else {
                throw StoreFailure(
                    .invalid,
                    "the store \(url) needs the program `\(program)`, which is neither next to belay nor on PATH")
            }
            return ProgramStore(path, url: url, environment: environment)
        }
    }
}
