import Synchronization

/// What has passed a `Redactor`: no secret is in it. All that leaves a run is of this type, and a redactor alone makes one.
@dynamicMemberLookup
public struct Redacted<Content: Sendable>: Sendable {
    public let content: Content

    fileprivate init(_ content: Content) { self.content = content }

    public subscript<Member>(dynamicMember path: KeyPath<Content, Member>) -> Member { content[keyPath: path] }
}

extension Redacted: Equatable where Content: Equatable {}
extension Redacted: Hashable where Content: Hashable {}

/// Takes secrets out of text, in all their `SecretForms`. Everything that a run shows, writes down and asks passes
/// here.
final class Redactor: Sendable {
    private struct State {
        var search = SecretSearch()
        var hidden: Set<[UInt8]> = []
    }

    private let state = Mutex(State())

    /// From now on this is shown nowhere. An empty text hides nothing.
    func hide(_ text: String) {
        let bytes = Array(text.utf8)
        if state.withLock({ $0.hidden.contains(bytes) }) { return }
        let forms = SecretForms(text)
        state.withLock { state in
            if state.hidden.insert(bytes).inserted { state.search.add(forms) }
        }
    }

    /// Every secret in a value, each by itself.
    func hide(_ value: Value) {
        switch value {
        case .secret(let secret): _ = secret.revealed(hiding: self)
        case .list(let elements): for element in elements { hide(element) }
        case .record(let fields): for field in fields { hide(field.value) }
        case .text, .number, .flag, .duration, .time, .host, .none, .unknown: break
        }
    }

    func redacted(_ text: String) -> String {
        let search = state.withLock { $0.search }
        if search.isEmpty { return text }
        let result = search.take(Array(text.utf8), isWhole: true)
        return result.hasFound ? String(decoding: result.text, as: UTF8.self) : text
    }

    /// Of a stream: what can be shown of it so far. The bytes that may begin a secret stay in `bytes`.
    func clean(_ bytes: inout [UInt8], isWhole: Bool) -> Redacted<[UInt8]> {
        let search = state.withLock { $0.search }
        if search.isEmpty {
            defer { bytes = [] }
            return Redacted(bytes)
        }
        let result = search.take(bytes, isWhole: isWhole)
        bytes.removeFirst(result.taken)
        return Redacted(result.text)
    }
}

/// What leaves a run only as `Redacted`, and knows which of its texts may hold a secret.
protocol Redactable: Sendable {
    func redacted(by redactor: Redactor) -> Self
}

extension Redactor {
    func clean<Content: Redactable>(_ content: Content) -> Redacted<Content> { Redacted(content.redacted(by: self)) }
}

extension Redacted<[UInt8]> {
    func piece(of stream: OutputPiece.Stream) -> Redacted<OutputPiece> {
        Redacted<OutputPiece>(OutputPiece(stream: stream, bytes: content))
    }
}
