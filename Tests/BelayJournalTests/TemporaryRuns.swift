import BelayJournal
import BelayRuntime
import BelayTestSupport
import Synchronization

/// A state folder of a test's own, removed with all in it.
struct TemporaryRuns {
    private let folder = TemporaryFolder("journal")

    var state: StateFolder { StateFolder(path: folder.path + "/state") }
}

/// A clock that a test advances.
final class TurnedClock: RunClock {
    private let elapsed = Mutex(Duration.zero)

    var now: Duration { elapsed.withLock { $0 } }

    /// From 2026-03-01T09:30:00Z on, within that hour.
    var timestamp: String {
        let (seconds, attoseconds) = now.components
        func padded(_ number: Int64, _ count: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: count - digits.count) + digits
        }
        let minutes = padded(30 + seconds / 60, 2)
        return "2026-03-01T09:\(minutes):\(padded(seconds % 60, 2)).\(padded(attoseconds / 1_000_000_000_000_000, 3))Z"
    }

    func turn(by duration: Duration) { elapsed.withLock { $0 += duration } }

    func sleep(for duration: Duration) async throws(CancellationError) {
        if Task.isCancelled { throw CancellationError() }
        turn(by: duration)
    }
}
