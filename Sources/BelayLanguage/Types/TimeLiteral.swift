public import BelayData

/// A time as it is written: of a day, or a date with its zone.
public enum TimeLiteral: Hashable, Sendable {
    /// `02:00`, by the clocks of a time zone.
    case clock(hour: Int, minute: Int)
    /// `2026-03-01T02:00:00Z`, `2026-03-01T02:00:00+01:00`
    case moment(Timestamp)

    public init?(_ word: String) {
        if let moment = Timestamp(word) {
            self = .moment(moment)
            return
        }
        let digits = Array(word.utf8)
        guard digits.count == 5, digits[2] == UInt8(ascii: ":") else { return nil }
        guard let hour = Self.number(digits[..<2]), let minute = Self.number(digits[3...]), hour < 24, minute < 60
        else { return nil }
        self = .clock(hour: hour, minute: minute)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.reduce(0) { number, digit in
            guard let number, digit.isDigit else { return nil }
            return number * 10 + Int(digit - UInt8(ascii: "0"))
        }
    }

    /// When that is. Of a time of day the next one, which is now during its minute. A time that the clocks leave out, as they
    /// are set forward, has come when they are.
    ///
    /// - Parameter offset: how far the clocks of the zone are ahead of UTC at a moment.
    public func moment(from now: Timestamp, offset: (Timestamp) -> Duration) -> Timestamp {
        guard case .clock(let hour, let minute) = self else {
            if case .moment(let moment) = self { return moment }
            return now
        }
        func local(_ moment: Timestamp) -> Int {
            Int((moment + offset(moment)).sinceEpoch.components.seconds) / 60
        }
        let wanted = hour * 60 + minute
        var before = local(now)
        if before % Self.minutesOfDay == wanted { return now }
        let seconds = now.sinceEpoch.components.seconds
        var moment = Timestamp(sinceEpoch: .seconds(seconds - seconds % 60))
        for _ in 0..<(2 * Self.minutesOfDay) {
            moment = moment + .seconds(60)
            let shown = local(moment)
            let left = (wanted - before % Self.minutesOfDay + Self.minutesOfDay) % Self.minutesOfDay
            if shown % Self.minutesOfDay == wanted || shown - before >= left { return moment }
            before = shown
        }
        return now
    }

    private static let minutesOfDay = 24 * 60
}
