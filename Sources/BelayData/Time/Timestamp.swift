/// A moment in UTC, as RFC 3339 writes it: `2026-03-01T09:30:00.125Z`.
///
/// It is exact: the fraction of a second that was written is kept and written again, whatever its length. The calendar is
/// the Gregorian one, extended to before it began. It has the years 1 to 9999, since the form writes no others.
public struct Timestamp: InstantProtocol {
    /// Since 1970-01-01T00:00:00Z. Negative before.
    public let sinceEpoch: Duration

    /// What no calendar has, such as the time of a clock that was never set, becomes the nearest moment that one has.
    public init(sinceEpoch: Duration) {
        self.sinceEpoch = min(max(sinceEpoch, Self.first), Self.last)
    }

    public func advanced(by duration: Duration) -> Timestamp { Timestamp(sinceEpoch: sinceEpoch + duration) }

    public func duration(to other: Timestamp) -> Duration { other.sinceEpoch - sinceEpoch }

    public static func < (earlier: Timestamp, later: Timestamp) -> Bool { earlier.sinceEpoch < later.sinceEpoch }

    public static func - (later: Timestamp, earlier: Timestamp) -> Duration { earlier.duration(to: later) }

    public static func + (moment: Timestamp, duration: Duration) -> Timestamp { moment.advanced(by: duration) }

    public static func - (moment: Timestamp, duration: Duration) -> Timestamp { moment.advanced(by: .zero - duration) }

    static let secondsPerDay = 86_400

    /// 0001-01-01T00:00:00Z
    private static let first = Duration.seconds(CalendarDate.first.daysSinceEpoch * secondsPerDay)

    /// The last attosecond of 9999-12-31.
    private static let last =
        Duration.seconds((CalendarDate.last.daysSinceEpoch + 1) * secondsPerDay)
        - Duration(secondsComponent: 0, attosecondsComponent: 1)

    /// Whether it can be written: RFC 3339 has four digits for the year.
    static func hasDate(_ sinceEpoch: Duration) -> Bool { (first...last).contains(sinceEpoch) }
}

extension Timestamp {
    /// The last millisecond before it, or at it.
    public var wholeMilliseconds: Timestamp {
        let (seconds, attoseconds) = sinceEpoch.components
        let rest = attoseconds % 1_000_000_000_000_000
        let cut = Duration(secondsComponent: seconds, attosecondsComponent: attoseconds - rest)
        return Timestamp(sinceEpoch: rest < 0 ? cut - .milliseconds(1) : cut)
    }
}
