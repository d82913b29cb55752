import BelayData
public import BelayRuntime

extension RunHistory {
    /// What the lines of a journal say.
    public init(_ entries: [JournalEntry]) {
        self.init(entries, clock: nil)
    }

    /// With a clock it is known how long ago each was written.
    public init(_ entries: [JournalEntry], clock: (any RunClock)?) {
        let reading = clock?.now ?? .zero
        let now = clock.flatMap { Timestamp($0.timestamp) }
        let known = entries.filter { $0.record != nil }
        let moments = known.map { entry -> Duration? in
            guard let now, let written = Timestamp(entry.timestamp) else { return nil }
            return reading - (now.sinceEpoch - written.sinceEpoch)
        }
        self.init(
            known.compactMap(\.record), at: moments, times: known.map(\.timestamp),
            isOfLaterVersion: known.count < entries.count)
    }
}
