import BelayData
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

    /// From 2026-03-01T09:30:00Z on.
    var timestamp: Timestamp { Timestamp(sinceEpoch: .seconds(1_772_357_400) + now) }

    func turn(by duration: Duration) { elapsed.withLock { $0 += duration } }

    func sleep(for duration: Duration) async throws(CancellationError) {
        if Task.isCancelled { throw CancellationError() }
        turn(by: duration)
    }
}
