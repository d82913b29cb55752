import BelayJournal
import BelayStore
import BelaySystem

/// The folders that were stores for this machine. One that is empty now, such as a network file system that is not mounted, is not taken
/// for a new store: nobody would know who has which lock.
struct KnownStores {
    private let file: String

    init(_ state: StateFolder) { file = "\(state.path)/stores" }

    private var paths: Set<Substring> {
        Set(String(decoding: (try? File.bytes(of: file)) ?? [], as: UTF8.self).split(separator: "\n"))
    }

    func check(_ path: String) throws(UserError) {
        guard !FolderStore.isThere(path), paths.contains(path[...]) else { return }
        throw UserError(
            message: "the store \(path) is gone, which this machine has used: nobody knows who has which lock",
            help: ["mount it, or bring it back", "if another is to begin there: remove its line from \(file)"])
    }

    /// It is there.
    func note(_ path: String) {
        if paths.contains(path[...]) { return }
        guard let folder = Folder.parent(of: file), (try? Folder.make(folder, mode: 0o700)) != nil else { return }
        try? File.append(Array("\(path)\n".utf8), to: file, mode: 0o600)
    }
}
