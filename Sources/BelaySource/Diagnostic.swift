/// Something wrong with a runbook, as a value: collected and returned, never thrown.
public struct Diagnostic: Hashable, Sendable {
    public enum Severity: String, Hashable, Sendable {
        case error
        case warning
    }

    /// A further place that belongs to the message.
    public struct Place: Hashable, Sendable {
        public var span: Span
        public var label: String

        public init(span: Span, label: String) {
            self.span = span
            self.label = label
        }
    }

    public var severity: Severity
    /// Such as `B0107`; each has a transcript under Tests/Transcripts/Diagnostics.
    public var code: String
    /// One sentence in plain words, without a full stop.
    public var message: String
    public var span: Span
    /// Shown under the excerpt; says something that the sentence does not.
    public var label: String?
    public var further: [Place]
    /// Something to write instead.
    public var help: [String]
    /// More input could cure it. A continuation prompt is made of this property.
    public var isCurable: Bool

    public init(
        _ severity: Severity = .error, code: String, _ message: String, at span: Span, label: String? = nil,
        further: [Place] = [], help: [String] = [], isCurable: Bool = false
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.span = span
        self.label = label
        self.further = further
        self.help = help
        self.isCurable = isCurable
    }
}
