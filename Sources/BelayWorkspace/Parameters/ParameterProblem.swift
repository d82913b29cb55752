/// A value that cannot be accepted, or a name that is not a parameter.
public struct ParameterProblem: Error, Hashable, Sendable {
    /// One sentence, without a full stop.
    public var message: String
    /// Something to type instead.
    public var help: [String]

    public init(message: String, help: [String] = []) {
        self.message = message
        self.help = help
    }
}
