/// The reason why an edit could not be made. The document is unchanged.
public struct YAMLEditError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path that the edit names.
    public let path: YAMLPath
    /// One plain sentence without a full stop.
    public let message: String

    public var description: String { "\(path): \(message)" }
}
