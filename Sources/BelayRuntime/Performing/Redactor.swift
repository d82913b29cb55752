import Synchronization

/// Takes secrets out of text, in all their `SecretForms`. Everything that a run shows, writes down and asks passes
/// here.
final class Redactor: Sendable {
    private let search = Mutex(SecretSearch())

    /// From now on this is shown nowhere. An empty text hides nothing.
    func conceal(_ secret: String) {
        let forms = SecretForms(secret)
        search.withLock { $0.add(forms) }
    }

    /// Every secret in a value, each by itself.
    func conceal(_ value: Value) {
        switch value {
        case .secret(let secret): conceal(secret)
        case .list(let elements): for element in elements { conceal(element) }
        case .record(let fields): for field in fields { conceal(field.value) }
        case .text, .number, .flag, .duration, .host, .none, .unknown: break
        }
    }

    func redacted(_ text: String) -> String {
        let search = search.withLock { $0 }
        if search.isEmpty { return text }
        let result = search.take(Array(text.utf8), isWhole: true)
        return result.hasFound ? String(decoding: result.text, as: UTF8.self) : text
    }

    /// Of a stream: what can be shown of it so far. The bytes that may begin a secret stay in `bytes`.
    func redact(_ bytes: inout [UInt8], isWhole: Bool) -> [UInt8] {
        let search = search.withLock { $0 }
        if search.isEmpty {
            defer { bytes = [] }
            return bytes
        }
        let result = search.take(bytes, isWhole: isWhole)
        bytes.removeFirst(result.taken)
        return result.text
    }
}
