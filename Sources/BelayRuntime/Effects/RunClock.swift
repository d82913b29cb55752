public import BelayData

/// Time as a run sees it. Tests hand in one that they advance themselves.
public protocol RunClock: Sendable {
    /// Monotonic, from any origin.
    var now: Duration { get }
    /// The date and time.
    var timestamp: Timestamp { get }
    /// Throws when the surrounding task is cancelled.
    func sleep(for duration: Duration) async throws(CancellationError)
}
