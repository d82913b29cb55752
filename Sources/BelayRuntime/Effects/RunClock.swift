public import BelayData

/// Time as a run sees it. Tests hand in one that they advance themselves.
public protocol RunClock: Sendable {
    /// Monotonic, from any origin.
    var now: Duration { get }
    /// The date and time.
    var timestamp: Timestamp { get }
    /// Throws when the surrounding task is cancelled.
    func sleep(for duration: Duration) async throws(CancellationError)
    /// A runbook's wait that is longer passes at once, as in a rehearsal; nil where each is waited for.
    var longestWait: Duration? { get }
    /// How far the clocks of this machine's time zone are ahead of UTC at a moment.
    func zoneOffset(at moment: Timestamp) -> Duration
}

extension RunClock {
    public var longestWait: Duration? { nil }

    public func zoneOffset(at moment: Timestamp) -> Duration { .zero }

    /// Returns when the moment has come, by the date and time. In short sleeps: somebody may set the clock meanwhile, and a
    /// machine may be suspended.
    func wait(until moment: Timestamp) async throws(CancellationError) {
        if let longestWait, moment - timestamp > longestWait { return }
        while true {
            let left = moment - timestamp
            if left <= .zero { return }
            try await sleep(for: min(left, .seconds(30)))
        }
    }

    /// A moment as clocks of this machine's time zone show it: `2026-03-01T10:30:00+01:00`.
    func local(_ moment: Timestamp) -> String {
        let offset = zoneOffset(at: moment).components.seconds
        let text = (moment + .seconds(offset)).text(fractionDigits: 0)
        if offset == 0 { return text }
        let minutes = offset.magnitude / 60
        let digits = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(text.dropLast())\(offset < 0 ? "-" : "+")\(digits)"
    }
}
