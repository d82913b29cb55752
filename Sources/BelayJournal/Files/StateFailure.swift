/// What lies in the state folder cannot be used: it is not there, cannot be read, or is not what it should be.
public struct StateFailure: Error, Hashable, Sendable {
    /// One sentence, without a full stop.
    public var message: String

    public init(message: String) { self.message = message }
}
