/// The reason why a text is not JSON.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence in plain words, without a full stop.
    public let message: String
    public let position: TextPosition

    public var description: String { "\(position): \(message)" }
}
