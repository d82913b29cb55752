public import BelayData

/// Moments as a clock on the wall shows them, with the zone of whoever reads.
public struct ClockTime: Sendable {
    /// How far the clocks are ahead of UTC at a moment.
    private let offset: @Sendable (Timestamp) -> Duration

    public init(offset: @escaping @Sendable (Timestamp) -> Duration) { self.offset = offset }

    /// `2026-03-01 10:30:00 +01:00`
    public func full(_ moment: Timestamp) -> String { "\(date(moment)) \(time(moment)) \(zone(moment))" }

    /// `2026-03-01`
    public func date(_ moment: Timestamp) -> String { String(local(moment).prefix(10)) }

    /// `10:30:00`
    public func time(_ moment: Timestamp) -> String { String(local(moment).dropFirst(11).prefix(8)) }

    /// `UTC` or `+01:00`
    public func zone(_ moment: Timestamp) -> String {
        let seconds = offset(moment).components.seconds
        if seconds == 0 { return "UTC" }
        let minutes = seconds.magnitude / 60
        let digits = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return (seconds < 0 ? "-" : "+") + digits
    }

    /// From one moment to another, the date said once: `2026-03-01 10:30:00 to 10:31:07 +01:00`.
    public func span(from first: Timestamp, to last: Timestamp) -> String {
        let end = date(first) == date(last) ? time(last) : "\(date(last)) \(time(last))"
        return "\(date(first)) \(time(first)) to \(end) \(zone(last))"
    }

    private func local(_ moment: Timestamp) -> String { (moment + offset(moment)).text(fractionDigits: 0) }
}
