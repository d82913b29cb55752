public import BelayData
import Glibc

/// The time of this machine.
public struct SystemClock: Sendable {
    /// A longer wait passes at once; nil where each is waited for. In a rehearsal nobody waits for the night.
    public var longestWait: Duration?

    public init() {}

    /// Since the machine was started; it counts while the machine sleeps, and is never set back.
    public var now: Duration {
        let time = Self.read(CLOCK_BOOTTIME)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// To the millisecond.
    public var timestamp: Timestamp { .now() }

    public func sleep(for duration: Duration) async throws(CancellationError) {
        do {
            try await Task.sleep(for: duration)
        } catch {
            throw CancellationError()
        }
    }

    /// How far the clocks of this machine's time zone are ahead of UTC at a moment.
    public func zoneOffset(at moment: Timestamp) -> Duration {
        var seconds = time_t(moment.sinceEpoch.components.seconds)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return .seconds(parts.tm_gmtoff)
    }

    fileprivate static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }
}

extension Timestamp {
    /// The moment of this machine's calendar, to the millisecond.
    public static func now() -> Timestamp {
        let time = SystemClock.read(CLOCK_REALTIME)
        return Timestamp(sinceEpoch: .seconds(time.tv_sec) + .milliseconds(time.tv_nsec / 1_000_000))
    }
}
