/// A moment as `RunClock` writes it: `2026-03-01T09:30:00.125Z`, with or without the fraction.
public struct Timestamp: Hashable, Sendable {
    /// Since 1970-01-01T00:00:00Z.
    public let sinceEpoch: Duration

    /// Nil for a text of another form, and for a date that no calendar has.
    public init?(_ text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].last == "Z" else { return nil }
        let date = parts[0].split(separator: "-", omittingEmptySubsequences: false).map(Self.number)
        let time = parts[1].dropLast().split(separator: ":", omittingEmptySubsequences: false)
        guard date.count == 3, time.count == 3,
            let year = date[0], let month = date[1], let day = date[2], (1...9999).contains(year),
            (1...12).contains(month), (1...Self.dayCount(of: month, in: year)).contains(day),
            let hour = Self.number(time[0]), let minute = Self.number(time[1]),
            let seconds = Duration(writtenSeconds: String(time[2])),
            hour < 24, minute < 60, (Duration.zero..<Duration.seconds(61)).contains(seconds)
        else { return nil }
        let days = Self.daysSinceEpoch(year: year, month: month, day: day)
        sinceEpoch = .seconds((days * 24 + hour) * 3600 + minute * 60) + seconds
    }

    private static func number(_ digits: Substring) -> Int? {
        guard digits.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return Int(digits)
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func dayCount(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// In the Gregorian calendar.
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let before = year - 1
        let leapDays = before / 4 - before / 100 + before / 400
        let daysFromYearOneToEpoch = 719_162
        let monthDays = (1..<month).reduce(0) { $0 + dayCount(of: $1, in: year) }
        return before * 365 + leapDays - daysFromYearOneToEpoch + monthDays + day - 1
    }
}
