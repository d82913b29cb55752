import BelayData
import BelayRuntime
import Synchronization

/// A sleeper wakes at once, and that much time has passed: twelve hours of rebuilding take none.
final class ScenarioClock: RunClock {
    private let time = Mutex(Duration.zero)

    var now: Duration { time.withLock { $0 } }
    var timestamp: Timestamp { Timestamp(sinceEpoch: .seconds(1_772_357_400)) }

    /// Those who sleep side by side do not add up.
    func sleep(for duration: Duration) async throws(CancellationError) {
        let wake = now + duration
        if Task.isCancelled { throw CancellationError() }
        await Task.yield()
        time.withLock { $0 = max($0, wake) }
    }
}
