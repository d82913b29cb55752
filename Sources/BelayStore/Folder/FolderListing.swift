import BelaySystem
import Glibc

/// Finds the keys that begin so, in the order of their bytes, and no more of them than are asked for.
struct FolderListing {
    private let listing: StoreListing
    private let session: FolderSession
    private var entries: [StoredEntry] = []

    init(_ listing: StoreListing, in session: FolderSession) {
        (self.listing, self.session) = (listing, session)
    }

    /// One of a folder: what it stands for, and the bytes that it is ordered by.
    private struct Part {
        var key: String
        var path: String
        var isFile: Bool
        /// All beneath a folder begins with its key and a slash.
        var order: String

        init(_ key: String, at path: String, isFile: Bool) {
            (self.key, self.path, self.isFile) = (key, path, isFile)
            order = isFile ? key : "\(key)/"
        }
    }

    mutating func list() throws(StoreFailure) -> StoredList {
        let (folder, key) = KeyPlace.folder(ofPrefix: listing.prefix)
        _ = try gather(in: folder.isEmpty ? session.keys : "\(session.keys)/\(folder)", key)
        let limit = listing.limit ?? .max
        let hasMore = entries.count > limit
        return StoredList(
            entries: hasMore ? Array(entries.prefix(limit)) : entries, hasMore: hasMore, revision: session.revision)
    }

    /// False when there are enough.
    private mutating func gather(in folder: String, _ beginning: String) throws(StoreFailure) -> Bool {
        for part in try parts(of: folder, beginning) {
            if part.isFile {
                guard part.key.begins(with: listing.prefix), listing.after.map({ $0.isBefore(part.key) }) ?? true else {
                    continue
                }
                guard let entry = try session.entry(part.key, in: part.path, keyOnly: listing.keysOnly) else {
                    continue
                }
                entries.append(entry)
                // One more says that there are more.
                if let limit = listing.limit, entries.count > limit { return false }
            } else {
                guard part.order.begins(with: listing.prefix) || listing.prefix.begins(with: part.order) else {
                    continue
                }
                if let after = listing.after, part.order.isBefore(after), !after.begins(with: part.order) { continue }
                if try !gather(in: part.path, part.order) { return false }
            }
        }
        return true
    }

    private func parts(of folder: String, _ beginning: String) throws(StoreFailure) -> [Part] {
        let names: [String]
        do throws(SystemError) {
            names = try Folder.names(in: folder)
        } catch {
            if error.number == ENOENT || error.number == ENOTDIR { return [] }
            throw StoreFailure(.unavailable, "the folder \(folder) of the store cannot be read: \(error.words)")
        }
        let parts = names.compactMap { name in
            KeyPlace.part(name).map { Part(beginning + $0.text, at: "\(folder)/\(name)", isFile: $0.isFile) }
        }
        return parts.sorted { $0.order.isBefore($1.order) }
    }
}

extension String {
    /// By its bytes, whatever the letters are.
    func begins(with prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

    /// In the order of bytes, whatever the letters are.
    func isBefore(_ other: String) -> Bool {
        var (one, two) = (self, other)
        return one.withUTF8 { one in
            two.withUTF8 { two in
                let common = min(one.count, two.count)
                let order = common == 0 ? 0 : memcmp(one.baseAddress!, two.baseAddress!, common)
                return order < 0 || order == 0 && one.count < two.count
            }
        }
    }
}
