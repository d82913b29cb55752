/// An error in a pattern or in the text that replaces its matches.
public struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
    /// In bytes of UTF-8 from the beginning of the pattern or replacement.
    public let offset: Int
    /// One sentence in plain words, without a full stop.
    public let message: String
    /// Something to write instead, if there is something.
    public let help: String?

    init(_ message: String, at offset: Int, help: String? = nil) {
        self.message = message
        self.offset = offset
        self.help = help
    }

    public var description: String { help.map { "\(message); \($0)" } ?? message }
}
