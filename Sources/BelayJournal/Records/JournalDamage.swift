import BelayRuntime

/// Why a journal cannot be read to its end.
public enum JournalDamage: Error, Hashable, Sendable {
    /// A line, counted from one, is not as Belay wrote it. What is before it can be trusted, what follows cannot.
    case line(Int, message: String)
    /// It is whole, and of a format that this version does not read.
    case format(Int, version: String)

    /// Counted from one: what is before this line was read.
    public var line: Int {
        switch self {
        case .line(let line, _): line
        case .format: 1
        }
    }

    /// One sentence, without a full stop.
    ///
    /// - Parameter journal: such as `the journal of 20260301-093000-k3f9`.
    public func sentence(of journal: String) -> String {
        switch self {
        case .line(let line, let message): "line \(line) of \(journal) is damaged: \(message)"
        case .format(let found, let version):
            "\(journal) has format \(found), and this Belay reads format \(JournalRecord.Started.readFormats.lowerBound) "
                + "to \(JournalRecord.Started.format): "
                + "use the Belay that wrote it, version \(version)"
        }
    }
}
