/// The reason why a text cannot be read as YAML.
public struct YAMLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence in plain words, without a full stop.
    public let message: String
    public let position: TextPosition

    public var description: String { "\(position): \(message)" }
}
