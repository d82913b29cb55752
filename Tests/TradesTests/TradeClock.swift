import BelayRuntime
import Synchronization

/// A sleeper wakes at once, and that much time has passed: twelve hours of rebuilding take none.
final class TradeClock: RunClock {
    private let time = Mutex(Duration.zero)

    var now: Duration { time.withLock { $0 } }
    var timestamp: String { "2026-03-01T09:30:00.000Z" }

    /// Those who sleep side by side do not add up.
    func sleep(for duration: Duration) async throws(CancellationError) {
        let wake = now + duration
        if Task.isCancelled { throw CancellationError() }
        await Task.yield()
        time.withLock { $0 = max($0, wake) }
    }
}
