import BelayData

/// What is said to a store's program and by it, a line each; docs/store.md describes them.
enum StoreMessage {
    static let protocolNumber = 1

    static func read(_ key: String) -> DataValue.Object { object([("read", .string(key))]) }

    static func list(_ listing: StoreListing) -> DataValue.Object {
        var object = object([("list", .string(listing.prefix))])
        object["after"] = listing.after.map { .string($0) }
        object["limit"] = listing.limit.map { .number($0) }
        if listing.keysOnly { object["keys"] = .bool(true) }
        return object
    }

    static func change(_ change: StoreChange) -> DataValue.Object {
        let puts = change.puts.map { put -> DataValue in ["key": .string(put.key), "value": .string(put.value)] }
        let conditions = change.conditions.map { condition -> DataValue in
            ["key": .string(condition.key), "revision": .number(condition.revision)]
        }
        return object([
            ("change", ["put": .array(puts), "delete": .array(change.deletes.map { .string($0) })]),
            ("if", .array(conditions)),
        ])
    }

    static func watch(_ prefix: String, after revision: Int) -> DataValue.Object {
        object([("watch", .string(prefix)), ("after", .number(revision))])
    }

    static func cancel(_ id: Int) -> DataValue.Object { object([("cancel", .number(id))]) }

    private static func object(_ members: [(String, DataValue)]) -> DataValue.Object {
        var object = DataValue.Object()
        for (name, value) in members { object[name] = value }
        return object
    }

    // MARK: - Answers

    /// Nil where the answer is none.
    static func failure(_ answer: DataValue) -> StoreFailure? {
        guard let words = answer["error"]?.string else { return nil }
        return StoreFailure(answer["kind"]?.string.flatMap { StoreFailure.Kind(rawValue: $0) } ?? .invalid, words)
    }

    /// What a key holds, of an answer to `read`.
    static func entry(_ key: String, _ answer: DataValue) -> StoredEntry?? {
        guard let revision = answer["revision"]?.int else { return nil }
        guard revision > 0 else { return .some(nil) }
        guard let value = answer["value"]?.string else { return nil }
        return StoredEntry(key: key, value: value, revision: revision)
    }

    static func list(_ answer: DataValue) -> StoredList? {
        guard let found = answer["entries"]?.array, let revision = answer["revision"]?.int else { return nil }
        let entries = entries(found)
        guard entries.count == found.count else { return nil }
        return StoredList(entries: entries, hasMore: answer["more"]?.bool ?? false, revision: revision)
    }

    static func change(_ answer: DataValue) -> ChangeAnswer? {
        if let conflict = answer["conflict"]?.array { return .conflict(entries(conflict)) }
        return answer["revision"]?.int.map { .done(revision: $0) }
    }

    static func entries(_ array: [DataValue]) -> [StoredEntry] {
        array.compactMap { entry in
            guard let key = entry["key"]?.string, let revision = entry["revision"]?.int else { return nil }
            return StoredEntry(key: key, value: entry["value"]?.string, revision: revision)
        }
    }
}
