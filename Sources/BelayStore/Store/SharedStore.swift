/// Texts under keys that several machines share. It has never heard of what they mean.
///
/// Whoever reads after a change was answered sees the change, on every machine. A revision is a whole number above zero that grows
/// with each change of the whole store.
public protocol SharedStore: Sendable {
    /// As people know it, such as `etcd://127.0.0.1:2379/belay`. No password is in it.
    var name: String { get }

    /// What a key holds; nil where it is not there.
    func read(_ key: String) async throws(StoreFailure) -> StoredEntry?

    /// The keys that begin so, in the order of their bytes, as they were at one revision.
    func list(_ listing: StoreListing) async throws(StoreFailure) -> StoredList

    /// Changes all that it says or nothing: the latter when one of its conditions does not hold.
    func change(_ change: StoreChange) async throws(StoreFailure) -> ChangeAnswer

    /// Each change beneath a prefix after a revision, once and in order. It ends when whoever iterates does.
    func watch(_ prefix: String, after revision: Int) async throws(StoreFailure) -> StoreWatch

    /// Gives back what it holds, such as a connection. It is not used any more.
    func close() async
}

extension SharedStore {
    /// All keys that begin so, however many they are.
    /// - Returns: the entries, and a revision at which the last of them were so.
    public func all(
        _ prefix: String, after first: String? = nil, keysOnly: Bool = false
    ) async throws(StoreFailure) -> (entries: [StoredEntry], revision: Int) {
        var entries: [StoredEntry] = []
        var listing = StoreListing(prefix: prefix, after: first, limit: 1_000, keysOnly: keysOnly)
        while true {
            let page = try await list(listing)
            entries += page.entries
            guard page.hasMore, let last = page.entries.last else { return (entries, page.revision) }
            listing.after = last.key
        }
    }
}
