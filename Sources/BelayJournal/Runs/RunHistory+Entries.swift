public import BelayRuntime

extension RunHistory {
    /// What the lines of a journal say.
    public init(_ entries: [JournalEntry]) {
        self.init(entries.compactMap(\.record), isOfLaterVersion: entries.contains { $0.record == nil })
    }
}
