import Foundation

/// The requests of one Belay, and what is said to it.
actor Session {
    private struct Watching {
        /// A number of a request may be given again.
        var number: Int
        var task: Task<Void, Never>
    }

    private let store: EtcdStore
    private var watches: [Int: Watching] = [:]
    private var lastNumber = 0

    init(_ store: EtcdStore) { self.store = store }

    func say(_ answer: StoreAnswer) { OutputLines.write(answer) }

    /// Takes a line.
    /// - Returns: what is to be done for it, at the same time as other requests; `nil` where that was done at once.
    func take(_ line: Data) -> (@Sendable () async -> Void)? {
        let request: StoreRequest
        do throws(UnreadableRequest) {
            request = try StoreRequest(line: line)
        } catch {
            say(StoreAnswer(error.failure), to: error.id)
            return nil
        }
        let store = store
        switch request.operation {
        case .read(let key):
            return work(request.id) { () async throws(StoreFailure) -> StoreAnswer in try await store.read(key) }
        case .list(let list):
            return work(request.id) { () async throws(StoreFailure) -> StoreAnswer in try await store.list(list) }
        case .change(let change):
            return work(request.id) { () async throws(StoreFailure) -> StoreAnswer in try await store.change(change) }
        case .watch(let prefix, let after): watch(prefix, after, as: request.id)
        case .cancel(let id):
            watches.removeValue(forKey: id)?.task.cancel()
            say(StoreAnswer(), to: request.id)
        }
        return nil
    }

    private func say(_ answer: StoreAnswer, to id: Int?) {
        var answer = answer
        answer.id = id
        say(answer)
    }

    private nonisolated func work(
        _ id: Int, _ body: @escaping @Sendable @concurrent () async throws(StoreFailure) -> StoreAnswer
    ) -> @Sendable () async -> Void {
        {
            let answer: StoreAnswer
            do throws(StoreFailure) { answer = try await body() } catch { answer = StoreAnswer(error) }
            await self.say(answer, to: id)
        }
    }

    // MARK: Watches

    private func watch(_ prefix: String, _ after: Int, as id: Int) {
        guard watches[id] == nil else {
            return say(StoreAnswer(StoreFailure(.invalid, "the watch \(id) is open already")), to: id)
        }
        lastNumber += 1
        let number = lastNumber
        let watch = EtcdWatch(store, prefix: prefix, after: after) { [weak self] answer in
            await self?.say(answer, of: id, number)
        }
        watches[id] = Watching(number: number, task: Task.detached { await watch.run() })
    }

    /// Says nothing any more of one that was cancelled.
    private func say(_ answer: StoreAnswer, of id: Int, _ number: Int) {
        guard watches[id]?.number == number else { return }
        say(answer, to: id)
        if answer.error != nil { watches[id] = nil }
    }

    /// Belay has no further request.
    func endWatches() {
        for watch in watches.values { watch.task.cancel() }
        watches = [:]
    }
}
