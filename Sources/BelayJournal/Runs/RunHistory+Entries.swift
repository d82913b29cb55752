public import BelayRuntime

extension RunHistory {
    /// The history according to the lines of a journal.
    ///
    /// - Parameter clock: by it is known how long ago each was written.
    public init(_ entries: [JournalEntry], clock: (any RunClock)? = nil) {
        self.init(entries.map(\.record), at: entries.map(\.timestamp), clock: clock)
    }
}
