import BelaySystem
import Synchronization

/// A store that a program speaks to: `belay-store-SCHEME`. It is started when something is asked for, and again when it has ended.
public final class ProgramStore: SharedStore {
    public let name: String
    private let url: String
    private let path: String
    private let environment: [String]
    private let client = Mutex<StoreClient?>(nil)
    /// Only one starts it.
    private let starting = AsyncSemaphore(limit: 1)

    /// Starts nothing yet.
    /// - Parameters:
    ///   - path: the file of the program.
    ///   - environment: its variables; who asks and with which password is in them.
    public init(_ path: String, url: String, environment: [String: String]) {
        (name, self.url, self.path) = (url, url, path)
        self.environment = environment.map { "\($0.key)=\($0.value)" }
    }

    public func read(_ key: String) async throws(StoreFailure) -> StoredEntry? {
        let answer = try await running().ask(StoreMessage.read(key), silentIs: .unavailable)
        guard let entry = StoreMessage.entry(key, answer) else { throw misunderstood("read") }
        return entry
    }

    public func list(_ listing: StoreListing) async throws(StoreFailure) -> StoredList {
        let answer = try await running().ask(StoreMessage.list(listing), silentIs: .unavailable)
        guard let list = StoreMessage.list(answer) else { throw misunderstood("list") }
        return list
    }

    public func change(_ change: StoreChange) async throws(StoreFailure) -> ChangeAnswer {
        let answer = try await running().ask(StoreMessage.change(change), silentIs: .unknown)
        // It may well have made it.
        guard let answer = StoreMessage.change(answer) else {
            throw StoreFailure(.unknown, misunderstood("change").message)
        }
        return answer
    }

    public func watch(_ prefix: String, after revision: Int) async throws(StoreFailure) -> StoreWatch {
        try await running().watch(prefix, after: revision)
    }

    public func close() async {
        let open = client.withLock { client in
            defer { client = nil }
            return client
        }
        open?.close()
    }

    private func misunderstood(_ request: String) -> StoreFailure {
        StoreFailure(.invalid, "\(path) answers `\(request)` with something else than an answer to it")
    }

    private func running() async throws(StoreFailure) -> StoreClient {
        guard await starting.enter() else { throw StoreFailure(.unavailable, "the store \(name) was not waited for") }
        defer { starting.leave() }
        if let client = client.withLock({ $0 }), !client.hasEnded { return client }
        let started = try await StoreClient.start(path, url: url, environment: environment)
        client.withLock { $0 = started }
        return started
    }
}
