import Synchronization

/// The secrets of a run that cannot be had again, and those that were given since.
final class LostSecrets: Sendable {
    private struct State {
        /// By the names that stand for them in values.
        var secrets: [Value: LostSecret] = [:]
        var given: [LostSecret: Value] = [:]
    }

    private let state = Mutex(State())

    func add(_ secret: LostSecret) { state.withLock { $0.secrets[secret.value] = secret } }

    /// What the unknown value of this name stands for.
    func secret(_ name: String) -> LostSecret? { state.withLock { $0.secrets[.unknown(name)] } }

    /// It was asked for, and this is it.
    func give(_ value: Value, for secret: LostSecret) { state.withLock { $0.given[secret] = value } }

    func given(_ secret: LostSecret) -> Value? { state.withLock { $0.given[secret] } }
}

extension String {
    /// What a secret is given by: of what a block or a hole was given, such as `hole token`, the last word.
    var nameOfSecret: String { split(separator: " ").last.map(String.init) ?? self }
}
