public import BelayData
public import BelayRuntime

/// One line of a journal as it was read.
public struct JournalEntry: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        case record(JournalRecord)
        /// Written by a later version of Belay, kept as it is.
        case later(kind: String, DataValue)
    }

    /// Counted from one, without gaps.
    public var number: Int
    /// UTC, such as `2026-03-01T09:30:00.125Z`.
    public var timestamp: String
    public var content: Content

    public init(number: Int, timestamp: String, content: Content) {
        self.number = number
        self.timestamp = timestamp
        self.content = content
    }

    /// Nil when this version does not know such a record.
    public var record: JournalRecord? {
        switch content {
        case .record(let record): record
        case .later: nil
        }
    }
}
