public import BelayStore

/// A run as the store has it.
public struct SharedRun: Sendable {
    public let store: any SharedStore
    public let id: String

    public init(_ id: String, in store: any SharedStore) { (self.id, self.store) = (id, store) }

    /// Who executes it, or did last; nil where the store has no such run.
    public func holder() async throws(StoreFailure) -> (holder: RunHolder, revision: Int)? {
        guard let entry = try await store.read(RunKeys.holder(of: id)) else { return nil }
        guard let holder = RunHolder(written: entry.value ?? "") else {
            throw StoreFailure(
                .invalid, "the store \(store.name) does not say who executes \(id) in a way that this Belay knows")
        }
        return (holder, entry.revision)
    }

    /// The last sign of life of whoever executes it; nil where that has ended.
    public func heartbeat() async throws(StoreFailure) -> RunHeartbeat? {
        try await store.read(RunKeys.heartbeat(of: id)).flatMap { RunHeartbeat(written: $0.value ?? "") }
    }

    /// Its journal's lines behind the one of this number, without newlines, and a revision at which there were no more.
    public func lines(after number: Int = 0) async throws(StoreFailure) -> (lines: [String], revision: Int) {
        let after = number > 0 ? RunKeys.line(number, of: id) : nil
        let (entries, revision) = try await store.all(RunKeys.journal(of: id), after: after)
        for (offset, entry) in entries.enumerated() where entry.key != RunKeys.line(number + offset + 1, of: id) {
            throw StoreFailure(
                .invalid, "the store \(store.name) has line \(entry.key) of \(id), and not the one before it")
        }
        return (entries.compactMap(\.value), revision)
    }

    /// Texts that the run began with, by their names.
    func sources() async throws(StoreFailure) -> [String: String] {
        let prefix = RunKeys.sources(of: id)
        let entries = try await store.all(prefix).entries
        return Dictionary(entries.map { (String($0.key.dropFirst(prefix.count)), $0.value ?? "") }) { first, _ in first
        }
    }

    /// What a change of the store says of the run.
    public enum News: Hashable, Sendable {
        case line(String)
        /// Whoever executed it has said that it does not any more.
        case left
        case other
    }

    /// Each change of all that the store has of it; see `news`.
    public func watch(after revision: Int) async throws(StoreFailure) -> StoreWatch {
        try await store.watch(RunKeys.prefix(of: id), after: revision)
    }

    public func news(_ entry: StoredEntry) -> News {
        if entry.key == RunKeys.heartbeat(of: id), entry.value == nil { return .left }
        guard entry.key.hasPrefix(RunKeys.journal(of: id)), let line = entry.value else { return .other }
        return .line(line)
    }
}
