/// The store did not do what it was asked for.
public struct StoreFailure: Error, Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        /// It was not done, and may be asked for again.
        case unavailable
        /// A change was made or was not: reading tells.
        case unknown
        /// Whoever asks may not.
        case refused
        /// The store has no room; it was not done.
        case full
        /// What is asked for is not kept any more.
        case compacted
        /// The request is not one, or what the store holds is damaged.
        case invalid
    }

    public var kind: Kind
    /// One sentence, without a full stop.
    public var message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
