public import BelaySource
public import BelaySyntax

extension JournalRecord {
    /// A change that is about to begin, as it is shown, and what it is looked for by when it outlives Belay. What it is fed is
    /// not in it.
    public struct Intent: Hashable, Sendable {
        /// The effect's number.
        public var number: Int
        public var step: StepPath
        public var sign: CommandSign
        public var place: Location
        public var command: String
        /// The file that is its input, as it was then.
        public var inputFile: InputFile?
        /// The path of the file that gets its output.
        public var outputFile: String?
        /// The action whose undo this effect belongs to.
        public var undo: StepPath?
        /// How long it may take, and the limit as it was written, of which that is left.
        public var limit: Duration
        public var allowed: Duration
        /// The host keeps a record of it.
        public var isRecorded: Bool
        /// In the runbook as it was then.
        public var span: Span

        public init(
            number: Int, step: StepPath, sign: CommandSign, place: Location, command: String, undo: StepPath? = nil,
            limit: Duration, allowed: Duration? = nil, isRecorded: Bool = false, span: Span
        ) {
            self.number = number
            self.step = step
            self.sign = sign
            self.place = place
            self.command = command
            self.undo = undo
            self.limit = limit
            self.allowed = allowed ?? limit
            self.isRecorded = isRecorded
            self.span = span
        }
    }

    /// A file that a change reads, and what it held when that began.
    public struct InputFile: Hashable, Sendable {
        public var path: String
        public var content: FileContent

        public init(path: String, content: FileContent) {
            self.path = path
            self.content = content
        }
    }

    public struct OutcomeRecord: Hashable, Sendable {
        public var number: Int
        public var ending: CommandOutcome.Ending
        public var tail: String
        public var duration: Duration
        /// Its output, when that is a value: the change is not done again to get it.
        public var output: String?
        /// What its output file holds.
        public var outputFile: FileContent?
        /// The source that knew the outcome, when it was not seen to end.
        public var source: OutcomeSource?

        public init(
            number: Int, ending: CommandOutcome.Ending, tail: String, duration: Duration, output: String? = nil,
            source: OutcomeSource? = nil
        ) {
            self.number = number
            self.ending = ending
            self.tail = tail
            self.duration = duration
            self.output = output
            self.source = source
        }
    }

    /// The source that settled an unknown outcome.
    public enum OutcomeSource: String, Hashable, Sendable {
        case doneWhen = "done-when"
        case remoteHost = "remote-host"
        /// The file that its output was to be written to.
        case outputFile = "output-file"
        case person
        /// Belay has not begun it, and knows that.
        case belay
    }
}
