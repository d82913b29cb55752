import BelaySystem
import Glibc

/// The machine's clock.
enum Clock {
    /// Seconds since the machine started.
    static var now: Double { SystemClock().now / .seconds(1) }

    /// Asks every 20 ms whether something is so.
    /// - Returns: false when it is not within the time, in seconds.
    static func comesTrue(within seconds: Double, _ holds: () -> Bool) -> Bool {
        let end = now + seconds
        while true {
            if holds() { return true }
            if now > end { return false }
            usleep(20_000)
        }
    }
}
