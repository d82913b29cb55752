import Glibc

/// A moment as programs of this machine print it, in its time zone.
public struct LocalTime: Hashable, Sendable {
    /// Since 1970 in UTC.
    public let seconds: Int

    public init(seconds: Int) { self.seconds = seconds }

    public static var now: LocalTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return LocalTime(seconds: time.tv_sec)
    }

    /// `Nov 30 05:42:11`
    public var short: String { text("%b %d %H:%M:%S") }

    /// `Mon 2026-11-30 05:42:11 UTC`
    public var long: String { text("%a %Y-%m-%d %H:%M:%S %Z") }

    /// `2026-11-30T05:42:11+0000`
    public var iso: String { text("%Y-%m-%dT%H:%M:%S%z") }

    private func text(_ pattern: String) -> String {
        var seconds = seconds
        var parts = tm()
        localtime_r(&seconds, &parts)
        var buffer = [CChar](repeating: 0, count: 64)
        let count = strftime(&buffer, buffer.count, pattern, &parts)
        return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
