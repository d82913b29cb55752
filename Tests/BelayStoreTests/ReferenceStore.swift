@testable import BelayStore
import Synchronization

/// What a store is to do, in memory: compared with the real ones.
final class ReferenceStore: SharedStore {
    private struct State {
        var entries: [String: StoredEntry] = [:]
        var revision = 0
        var history: [StoredEntry] = []
    }

    let name = "reference"
    private let state = Mutex(State())

    func read(_ key: String) async throws(StoreFailure) -> StoredEntry? { state.withLock { $0.entries[key] } }

    func list(_ listing: StoreListing) async throws(StoreFailure) -> StoredList {
        state.withLock { state in
            let all = state.entries.values.filter { entry in
                entry.key.utf8.starts(with: listing.prefix.utf8)
                    && (listing.after.map { $0.utf8.lexicographicallyPrecedes(entry.key.utf8) } ?? true)
            }.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            let shown = all.prefix(listing.limit ?? .max).map { entry in
                StoredEntry(key: entry.key, value: listing.keysOnly ? nil : entry.value, revision: entry.revision)
            }
            return StoredList(entries: shown, hasMore: all.count > shown.count, revision: state.revision)
        }
    }

    func change(_ change: StoreChange) async throws(StoreFailure) -> ChangeAnswer {
        state.withLock { state in
            let wrong = change.conditions.compactMap { condition -> StoredEntry? in
                let found = state.entries[condition.key] ?? StoredEntry(key: condition.key, value: nil, revision: 0)
                return found.revision == condition.revision ? nil : found
            }
            if !wrong.isEmpty { return .conflict(wrong) }
            // To delete what is not there changes nothing.
            let deletes = change.deletes.filter { state.entries[$0] != nil }
            if change.puts.isEmpty, deletes.isEmpty { return .done(revision: state.revision) }
            state.revision += 1
            for put in change.puts {
                state.entries[put.key] = StoredEntry(key: put.key, value: put.value, revision: state.revision)
                state.history.append(StoredEntry(key: put.key, value: put.value, revision: state.revision))
            }
            for key in deletes {
                state.entries[key] = nil
                state.history.append(StoredEntry(key: key, value: nil, revision: state.revision))
            }
            return .done(revision: state.revision)
        }
    }

    func watch(_ prefix: String, after revision: Int) async throws(StoreFailure) -> StoreWatch {
        throw StoreFailure(.invalid, "the history is asked for instead")
    }

    /// All that was changed, in order.
    var history: [StoredEntry] { state.withLock { $0.history } }

    func close() async {}
}
