/// The state folder cannot be used: something in it is missing, cannot be read, or is not what it should be.
public struct StateFailure: Error, Hashable, Sendable {
    /// One sentence, without a full stop.
    public var message: String
    /// Things to do about it, one line each.
    public var help: [String]

    public init(message: String, help: [String] = []) {
        self.message = message
        self.help = help
    }
}
