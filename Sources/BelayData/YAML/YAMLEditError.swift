/// Why an edit could not be made. The document is as it was before.
public struct YAMLEditError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path that the edit names.
    public let path: YAMLPath
    /// One sentence in plain words that says what is there, without a full stop.
    public let message: String

    public var description: String { "\(path): \(message)" }
}
