/// What lies in the state folder cannot be used: it is not there, cannot be read, or is not what it should be.
public struct StateFailure: Error, Hashable, Sendable {
    /// One sentence, without a full stop.
    public var message: String
    /// What can be done about it, one line each.
    public var help: [String]

    public init(message: String, help: [String] = []) {
        self.message = message
        self.help = help
    }
}
