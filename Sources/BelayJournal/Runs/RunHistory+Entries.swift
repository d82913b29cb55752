public import BelayRuntime

extension RunHistory {
    /// What the lines of a journal say.
    public init(_ entries: [JournalEntry]) {
        self.init(entries, at: nil)
    }

    /// - Parameter now: the time of the clock that wrote them; with it is known how long ago each was written.
    public init(_ entries: [JournalEntry], at now: String?) {
        let clock = ContinuousClock.now
        let now = now.flatMap { Timestamp($0) }
        let known = entries.filter { $0.record != nil }
        let moments = known.map { entry -> ContinuousClock.Instant? in
            guard let now, let written = Timestamp(entry.timestamp) else { return nil }
            return clock.advanced(by: written.sinceEpoch - now.sinceEpoch)
        }
        self.init(known.compactMap(\.record), at: moments, isOfLaterVersion: known.count < entries.count)
    }
}
