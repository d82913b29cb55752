import BelayStore
import BelayTestSupport
import Synchronization

/// A store between which and whoever asks much goes wrong: what is asked for is not done, or nobody hears that it was.
final class TroubledStore: SharedStore {
    private let store: any SharedStore
    private let isTroubled: Bool
    private let random: Mutex<SeededRandom>
    /// Nothing is answered while it is set.
    let isAway = Mutex(false)

    var name: String { store.name }

    /// - Parameter seed: of its troubles; nil for none but being away.
    init(_ store: any SharedStore, seed: UInt64?) {
        self.store = store
        isTroubled = seed != nil
        random = Mutex(SeededRandom(seed: seed ?? 0))
    }

    private func isStruck(onceIn count: Int) -> Bool { isTroubled && random.withLock { $0.onceIn(count) } }

    private func reach() throws(StoreFailure) {
        if isAway.withLock({ $0 }) || isStruck(onceIn: 6) { throw StoreFailure(.unavailable, "the store is away") }
    }

    func read(_ key: String) async throws(StoreFailure) -> StoredEntry? {
        try reach()
        return try await store.read(key)
    }

    func list(_ listing: StoreListing) async throws(StoreFailure) -> StoredList {
        try reach()
        return try await store.list(listing)
    }

    func change(_ change: StoreChange) async throws(StoreFailure) -> ChangeAnswer {
        try reach()
        if isStruck(onceIn: 8) { throw StoreFailure(.unknown, "nobody answered") }
        let answer = try await store.change(change)
        if isStruck(onceIn: 8) { throw StoreFailure(.unknown, "nobody answered") }
        return answer
    }

    func watch(_ prefix: String, after revision: Int) async throws(StoreFailure) -> StoreWatch {
        try await store.watch(prefix, after: revision)
    }

    func close() async {}
}
