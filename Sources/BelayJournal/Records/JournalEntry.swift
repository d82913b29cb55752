public import BelayData
public import BelayRuntime

/// One line of a journal as it was read.
public struct JournalEntry: Hashable, Sendable {
    /// Counted from one, without gaps.
    public var number: Int
    public var timestamp: Timestamp
    public var record: JournalRecord

    public init(number: Int, timestamp: Timestamp, record: JournalRecord) {
        self.number = number
        self.timestamp = timestamp
        self.record = record
    }
}
