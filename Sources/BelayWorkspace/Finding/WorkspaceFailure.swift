/// An error without a place in a text: the runbook itself cannot be found or read.
public struct WorkspaceFailure: Error, Hashable, Sendable {
    /// One sentence, without a full stop.
    public var message: String
    /// Something to type instead.
    public var help: [String]

    public init(message: String, help: [String] = []) {
        self.message = message
        self.help = help
    }
}
