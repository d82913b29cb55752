import BelayData

/// A change as the log of a folder has it: a line with a checksum, the revision, and all that was changed.
struct LoggedChange: Hashable, Sendable {
    var revision: Int
    var puts: [StoreChange.Put]
    var deletes: [String]

    private static let checksumLength = 16

    init(revision: Int, puts: [StoreChange.Put], deletes: [String]) {
        (self.revision, self.puts, self.deletes) = (revision, puts, deletes)
    }

    /// The line with its newline.
    var line: [UInt8] {
        let put = puts.map { DataValue.array([.string($0.key), .string($0.value)]) }
        let value: DataValue = [
            "revision": .number(revision), "put": .array(put), "delete": .array(deletes.map { .string($0) }),
        ]
        let bytes = value.bytes
        return Array(Self.checksum(bytes).utf8) + [UInt8(ascii: " ")] + bytes + [UInt8(ascii: "\n")]
    }

    /// Nil for a line, without its newline, that is not one: it was cut off, or damaged.
    init?(_ line: ArraySlice<UInt8>) {
        let bytes = Array(line.dropFirst(Self.checksumLength + 1))
        guard line.count > Self.checksumLength,
            line.prefix(Self.checksumLength).elementsEqual(Self.checksum(bytes).utf8),
            let value = try? DataValue(parsing: bytes), let revision = value["revision"]?.int,
            let put = value["put"]?.array, let delete = value["delete"]?.array
        else { return nil }
        self.revision = revision
        puts = put.compactMap { pair in
            guard let key = pair[0]?.string, let value = pair[1]?.string else { return nil }
            return StoreChange.Put(key, value)
        }
        deletes = delete.compactMap(\.string)
    }

    private static func checksum(_ bytes: [UInt8]) -> String {
        String(SHA256.digest(of: bytes).hex.prefix(checksumLength))
    }

    /// Each key that it changed, in its order, as a watch tells it.
    func entries(beginningWith prefix: String) -> [StoredEntry] {
        let all =
            puts.map { StoredEntry(key: $0.key, value: $0.value, revision: revision) }
            + deletes.map { StoredEntry(key: $0, value: nil, revision: revision) }
        return all.filter { $0.key.begins(with: prefix) }
    }
}
