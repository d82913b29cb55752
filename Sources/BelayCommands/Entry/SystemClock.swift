import BelayData
import BelayRuntime
import Glibc

/// The time of this machine.
struct SystemClock: RunClock {
    /// In a rehearsal nobody waits for the night.
    var waitsForMoments = true

    /// Goes on while the machine sleeps, and never back.
    var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    var timestamp: String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        var parts = tm()
        gmtime_r(&time.tv_sec, &parts)
        let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
        let clock = [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)]
        let day = date.map { Self.padded($0, to: 2) }.joined(separator: "-")
        let second = clock.map { Self.padded($0, to: 2) }.joined(separator: ":")
        return "\(day)T\(second).\(Self.padded(time.tv_nsec / 1_000_000, to: 3))Z"
    }

    func sleep(for duration: Duration) async throws(CancellationError) {
        do {
            try await Task.sleep(for: duration)
        } catch {
            throw CancellationError()
        }
    }

    func zoneOffset(at moment: Timestamp) -> Duration {
        var seconds = time_t(moment.sinceEpoch.components.seconds)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return .seconds(parts.tm_gmtoff)
    }

    private static func padded(_ number: Int, to digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
