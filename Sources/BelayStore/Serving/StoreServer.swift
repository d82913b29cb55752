import BelayData
import BelaySystem
import Glibc
import Synchronization

/// Speaks for a store as its program does: requests are read and answers written, a line each. It ends with its input.
public final class StoreServer: Sendable {
    private let store: any SharedStore
    private let input: Int32
    private let output: Int32
    private let writing = Mutex(true)
    private let watches = Mutex<[Int: Task<Void, Never>]>([:])

    /// On standard input and output.
    public init(_ store: any SharedStore) { (self.store, input, output) = (store, STDIN_FILENO, STDOUT_FILENO) }

    /// Reaches the store once and says so, or why not.
    /// - Returns: whether it was reached.
    public func run() async -> Bool {
        do throws(StoreFailure) {
            _ = try await store.list(StoreListing(prefix: "", limit: 1, keysOnly: true))
        } catch {
            write(["error": .string(error.message), "kind": .string(error.kind.rawValue)])
            return false
        }
        write(["protocol": .number(StoreMessage.protocolNumber), "store": "folder", "name": .string(store.name)])
        var rest: [UInt8] = []
        while true {
            var piece: [UInt8] = []
            piece.reserveCapacity(1 << 16)
            let count = piece.append(from: input)
            if count == 0 || count < 0 && errno != EINTR { break }
            rest += piece
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(rest[..<end])
                rest.removeSubrange(...end)
                await take(line)
            }
        }
        for watch in watches.withLock({ $0.values }) { watch.cancel() }
        return true
    }

    private func take(_ line: [UInt8]) async {
        guard let request = try? DataValue(parsing: line), let id = request["id"]?.int else {
            return write(["error": "a request is an object on one line with an `id`", "kind": "invalid"])
        }
        do throws(StoreFailure) {
            guard Self.kinds.count(where: { request[$0] != nil }) == 1 else {
                throw StoreFailure(.invalid, "a request is one of \(Self.kinds.joined(separator: ", "))")
            }
            if let prefix = request["watch"]?.string {
                try await watch(prefix, after: request["after"]?.int ?? 0, id)
            } else if let watch = request["cancel"]?.int {
                watches.withLock { $0.removeValue(forKey: watch) }?.cancel()
                answer(id, [])
            } else {
                answer(id, try await members(request))
            }
        } catch {
            answer(id, [("error", .string(error.message)), ("kind", .string(error.kind.rawValue))])
        }
    }

    private static let kinds = ["read", "list", "change", "watch", "cancel"]

    private typealias Members = [(String, DataValue)]

    private func members(_ request: DataValue) async throws(StoreFailure) -> Members {
        if let key = request["read"]?.string {
            guard let entry = try await store.read(key) else { return [("revision", 0)] }
            return [("value", .string(entry.value ?? "")), ("revision", .number(entry.revision))]
        }
        if let prefix = request["list"]?.string {
            let list = try await store.list(
                StoreListing(
                    prefix: prefix, after: request["after"]?.string, limit: request["limit"]?.int,
                    keysOnly: request["keys"]?.bool ?? false))
            return [
                ("entries", .array(list.entries.map(Self.written))), ("more", .bool(list.hasMore)),
                ("revision", .number(list.revision)),
            ]
        }
        if let change = request["change"] {
            switch try await store.change(try Self.change(change, request["if"])) {
            case .done(let revision): return [("revision", .number(revision))]
            case .conflict(let entries): return [("conflict", .array(entries.map(Self.written)))]
            }
        }
        throw StoreFailure(.invalid, "what is read, listed or changed is a text, a text or an object")
    }

    private static func change(_ change: DataValue, _ conditions: DataValue?) throws(StoreFailure) -> StoreChange {
        let given = (change["put"]?.array ?? [], change["delete"]?.array ?? [], conditions?.array ?? [])
        let wanted = StoreChange(
            puts: given.0.compactMap { put in
                guard let key = put["key"]?.string, let value = put["value"]?.string else { return nil }
                return StoreChange.Put(key, value)
            }, deletes: given.1.compactMap(\.string),
            conditions: given.2.compactMap { condition in
                guard let key = condition["key"]?.string, let revision = condition["revision"]?.int else { return nil }
                return StoreChange.Condition(key, is: revision)
            })
        let counts = (wanted.puts.count, wanted.deletes.count, wanted.conditions.count)
        guard counts == (given.0.count, given.1.count, given.2.count) else {
            throw StoreFailure(.invalid, "a change has put, delete and if, with keys, values and revisions")
        }
        return wanted
    }

    private func watch(_ prefix: String, after revision: Int, _ id: Int) async throws(StoreFailure) {
        let watch = try await store.watch(prefix, after: revision)
        answer(id, [("watching", .number(revision))])
        let task = Task.detached { [self] in
            for await piece in watch {
                if Task.isCancelled { return }
                switch piece {
                case .success(let entries): answer(id, [("events", .array(entries.map(Self.written)))])
                case .failure(let failure):
                    answer(id, [("error", .string(failure.message)), ("kind", .string(failure.kind.rawValue))])
                }
            }
        }
        watches.withLock { $0[id] = task }
    }

    private static func written(_ entry: StoredEntry) -> DataValue {
        var object = DataValue.Object()
        object["key"] = .string(entry.key)
        object["value"] = entry.value.map { .string($0) }
        object["revision"] = .number(entry.revision)
        return .object(object)
    }

    private func answer(_ id: Int, _ members: Members) {
        var object = DataValue.Object()
        object["id"] = .number(id)
        for (name, value) in members { object[name] = value }
        write(.object(object))
    }

    /// Whoever does not read any more has ended, and so does this soon.
    private func write(_ value: DataValue) {
        writing.withLock { isOpen in
            guard isOpen else { return }
            isOpen = (try? File.write((value.bytes + [UInt8(ascii: "\n")])[...], to: output)) != nil
        }
    }
}
