import BelayJournal
import BelayRuntime

extension Journal {
    /// A record of a test holds no secret.
    @discardableResult
    func append(_ record: JournalRecord, isDurable: Bool) throws(JournalFailure) -> Int {
        try append(Redacted(record, hiding: []), isDurable: isDurable)
    }
}
