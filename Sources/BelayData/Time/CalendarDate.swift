/// A day of the Gregorian calendar.
struct CalendarDate: Hashable {
    let year: Int
    let month: Int
    let day: Int

    static let first = CalendarDate(daysSinceEpoch: -719_162)
    static let last = CalendarDate(daysSinceEpoch: 2_932_896)

    /// Nil for a day that the calendar does not have, such as February 29 of most years.
    init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.dayCount(of: month, in: year)).contains(day)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    // The arithmetic counts from March 1 of the year 0, so that the leap day is the last of its year, in cycles of 400
    // years. It is that of Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".

    /// - Parameter days: since 1970-01-01.
    init(daysSinceEpoch days: Int) {
        let sinceMarch = days + Self.daysFromMarchToEpoch
        let cycle = sinceMarch / Self.daysPerCycle
        let dayOfCycle = sinceMarch % Self.daysPerCycle
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSinceEpoch: Int {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let yearOfCycle = yearFromMarch % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        return yearFromMarch / 400 * Self.daysPerCycle + dayOfCycle - Self.daysFromMarchToEpoch
    }

    private static let daysPerCycle = 146_097
    private static let daysFromMarchToEpoch = 719_468

    private static func dayCount(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
