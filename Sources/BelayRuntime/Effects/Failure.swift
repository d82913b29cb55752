public import BelaySource

/// The world said no: why a step failed.
public struct Failure: Error, Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case command
        case expect
        case deadline
        case unreachable
        case unknown
        case fail
        /// Others have to approve first.
        case approval
        /// What the run has written down is not where others find it who would take it over.
        case unshared
        /// Another executes the run now.
        case takenOver = "taken-over"
    }

    public struct LostOutput: Hashable, Sendable {
        /// The name it is bound to; a value that an action gives at once has none.
        public var name: String?

        public init(name: String?) { self.name = name }
    }

    public var kind: Kind
    /// One sentence, without a full stop.
    public var message: String
    public var step: StepPath
    /// The command as it was shown, when one failed.
    public var command: String?
    public var status: Int?
    /// The last lines of what it printed.
    public var output: String
    /// Where the command ran, or would have.
    public var location: Location
    public var span: Span
    /// The name of a secret that the run needs and nobody has given.
    public var missingSecret: String?
    /// A change has happened, and its output is lost.
    public var lostOutput: LostOutput?

    public init(
        kind: Kind, message: String, step: StepPath, command: String? = nil, status: Int? = nil, output: String = "",
        location: Location = .local, span: Span
    ) {
        self.kind = kind
        self.message = message
        self.step = step
        self.command = command
        self.status = status
        self.output = output
        self.location = location
        self.span = span
    }
}
