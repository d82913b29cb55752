import Foundation

/// The keys of etcd that are the store's: those that begin with its prefix.
struct KeySpace: Sendable {
    /// Such as `/belay/`.
    let prefix: String

    /// The bytes of a key of etcd.
    func key(_ key: String) -> Data { Data((prefix + key).utf8) }

    /// From the first key that begins with `beginning` to where those end, as etcd counts.
    func range(of beginning: String, after: String? = nil) -> (start: Data, end: Data) {
        let first = key(beginning)
        // A NUL behind a key makes the next one.
        let next = after.map { key($0) + [0] }
        return (next.map { first.lexicographicallyPrecedes($0) ? $0 : first } ?? first, Self.end(of: first))
    }

    /// No text has the byte 255.
    private static func end(of beginning: Data) -> Data {
        var end = beginning
        end[end.endIndex - 1] += 1
        return end
    }

    /// An entry as etcd has it, with its key below the prefix.
    func entry(_ pair: EtcdKeyValue, withValue: Bool = true) throws(StoreFailure) -> StoreAnswer.Entry {
        guard let key = String(validating: pair.key.dropFirst(prefix.utf8.count), as: UTF8.self) else {
            let shown = pair.key.base64EncodedString()
            throw StoreFailure(.invalid, "the store has a key that is not UTF-8: \(shown) in base64")
        }
        guard withValue else { return StoreAnswer.Entry(key: key, revision: pair.revision) }
        guard let value = String(validating: pair.value, as: UTF8.self) else {
            throw StoreFailure(.invalid, "the store has under `\(key)` what is not UTF-8")
        }
        return StoreAnswer.Entry(key: key, value: value, revision: pair.revision)
    }
}
