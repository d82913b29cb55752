/// A line of a journal that is not as Belay wrote it. The lines before it can be trusted, those after it cannot.
public struct JournalDamage: Error, Hashable, Sendable {
    /// Counted from one.
    public var line: Int
    /// One sentence, without a full stop.
    public var message: String

    public init(line: Int, message: String) {
        self.line = line
        self.message = message
    }
}
