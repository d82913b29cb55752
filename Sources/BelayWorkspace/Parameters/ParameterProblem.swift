/// A value that cannot be taken, or a name that is no parameter's.
public struct ParameterProblem: Error, Hashable, Sendable {
    /// One sentence, without a full stop.
    public var message: String
    /// What to type instead.
    public var help: [String]

    public init(message: String, help: [String] = []) {
        self.message = message
        self.help = help
    }
}
