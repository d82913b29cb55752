import Foundation

/// The operations of the protocol, each as etcd does it.
struct EtcdStore: Sendable {
    /// So many entries are asked for first: they may be large.
    private static let firstPage = 128
    private static let largestPage = 2048
    /// An answer has no more than about that many bytes of keys and values.
    private static let largestAnswer = 4 << 20

    let client: EtcdClient
    let keys: KeySpace

    /// Asks once for something, so that a store that cannot be used is found out at once.
    func greet() async throws(StoreFailure) {
        let (start, end) = keys.range(of: "")
        let range = EtcdRange(key: start, rangeEnd: end, limit: EtcdNumber(1), keysOnly: true)
        let _: EtcdRangeAnswer = try await client.ask("/v3/kv/range", range)
    }

    func read(_ key: String) async throws(StoreFailure) -> StoreAnswer {
        let found: EtcdRangeAnswer = try await client.ask("/v3/kv/range", EtcdRange(key: keys.key(key)))
        var answer = StoreAnswer()
        answer.revision = 0
        if let pair = found.kvs?.first {
            let entry = try keys.entry(pair)
            answer.value = entry.value
            answer.revision = entry.revision
        }
        return answer
    }

    // MARK: Lists

    func list(_ request: StoreRequest.List) async throws(StoreFailure) -> StoreAnswer {
        while true {
            do throws(StoreFailure) { return try await listed(request) } catch {
                // What was compacted between two pages is read again as it is now.
                guard error.kind == .compacted else { throw error }
            }
        }
    }

    /// All pages at the revision of the first.
    private func listed(_ request: StoreRequest.List) async throws(StoreFailure) -> StoreAnswer {
        var (start, end) = keys.range(of: request.prefix, after: request.after)
        var answer = StoreAnswer()
        var entries: [StoreAnswer.Entry] = []
        var size = 0
        var page = Self.firstPage
        let limit = request.limit ?? .max
        while true {
            let range = EtcdRange(
                key: start, rangeEnd: end, limit: EtcdNumber(min(page, limit - entries.count)),
                revision: answer.revision.map { EtcdNumber($0) }, keysOnly: request.keysOnly)
            let found: EtcdRangeAnswer = try await client.ask("/v3/kv/range", range)
            if answer.revision == nil { answer.revision = found.header?.revision?.value ?? 0 }
            for pair in found.kvs ?? [] {
                entries.append(try keys.entry(pair, withValue: !request.keysOnly))
                size += pair.key.count + pair.value.count
            }
            answer.more = found.more ?? false
            guard answer.more == true, let last = found.kvs?.last, entries.count < limit, size < Self.largestAnswer
            else { break }
            start = last.key + [0]
            page = min(page * 4, Self.largestPage)
        }
        answer.entries = entries
        return answer
    }

    // MARK: Changes

    func change(_ change: StoreRequest.Change) async throws(StoreFailure) -> StoreAnswer {
        let done: EtcdTransactionAnswer
        do throws(StoreFailure) {
            done = try await client.ask("/v3/kv/txn", transaction(change), changes: !change.isCheck)
        } catch {
            guard error.kind == .full, await mayHold(change) else { throw error }
            throw StoreFailure(.unknown, "it may or may not have been done; \(error.words)")
        }
        var answer = StoreAnswer()
        if done.succeeded == true {
            answer.revision = done.header?.revision?.value ?? 0
        } else {
            answer.conflict = try conflicts(change, done)
        }
        return answer
    }

    /// Where it conflicts the present entries are read at once.
    private func transaction(_ change: StoreRequest.Change) -> EtcdTransaction {
        EtcdTransaction(
            compare: change.conditions.map { condition in
                EtcdTransaction.Comparison(key: keys.key(condition.key), revision: EtcdNumber(condition.revision))
            },
            success: change.puts.map { put in
                EtcdTransaction.Operation(put: EtcdTransaction.Put(key: keys.key(put.key), value: Data(put.value.utf8)))
            }
                + change.deletions.map { key in
                    EtcdTransaction.Operation(deletion: EtcdTransaction.Deletion(key: keys.key(key)))
                },
            failure: change.conditions.map { condition in
                EtcdTransaction.Operation(range: EtcdRange(key: keys.key(condition.key)))
            })
    }

    /// The keys whose revision is another one, as they are.
    private func conflicts(
        _ change: StoreRequest.Change, _ done: EtcdTransactionAnswer
    ) throws(StoreFailure) -> [StoreAnswer.Entry] {
        var conflicts: [StoreAnswer.Entry] = []
        let parts = done.responses ?? []
        for (index, condition) in change.conditions.enumerated() {
            var entry = StoreAnswer.Entry(key: condition.key, revision: 0)
            if index < parts.count, let pair = parts[index].range?.kvs?.first { entry = try keys.entry(pair) }
            if entry.revision != condition.revision { conflicts.append(entry) }
        }
        return conflicts
    }

    /// The change that finds out that the quota is used up may itself have been made. What is put is put at once, so one key
    /// tells.
    private func mayHold(_ change: StoreRequest.Change) async -> Bool {
        guard let put = change.puts.first else { return true }
        guard let found = try? await read(put.key) else { return true }
        let before = change.conditions.first { $0.key.utf8.elementsEqual(put.key.utf8) }?.revision
        guard found.revision != before, let value = found.value else { return false }
        return value.utf8.elementsEqual(put.value.utf8)
    }
}
