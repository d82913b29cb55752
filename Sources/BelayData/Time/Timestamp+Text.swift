extension Timestamp: CustomStringConvertible {
    /// With milliseconds, and as many digits more, in groups of three, as it takes to be exact.
    public var description: String {
        var digits = 18
        var rest = parts.attoseconds
        while digits > 3, rest % 1000 == 0 {
            rest /= 1000
            digits -= 3
        }
        return text(fractionDigits: digits)
    }

    /// With so many digits of the fraction, at most 18; the others are cut off, so that it is never later than the moment.
    public func text(fractionDigits: Int) -> String {
        let (_, second, attoseconds) = parts
        let clock = [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, to: 2) }.joined(separator: ":")
        let fraction = Self.padded(Int(attoseconds), to: 18).prefix(fractionDigits)
        return "\(date)T\(clock)\(fraction.isEmpty ? "" : ".")\(fraction)Z"
    }

    /// The day alone: `2026-03-01`.
    public var date: String {
        let date = CalendarDate(daysSinceEpoch: parts.day)
        return "\(Self.padded(date.year, to: 4))-\(Self.padded(date.month, to: 2))-\(Self.padded(date.day, to: 2))"
    }

    /// The day since the epoch, the second of that day, and what is less than a second; none of the last two is negative.
    private var parts: (day: Int, second: Int, attoseconds: Int64) {
        var (seconds, attoseconds) = sinceEpoch.components
        if attoseconds < 0 {
            attoseconds += 1_000_000_000_000_000_000
            seconds -= 1
        }
        let second = Int(seconds) % Self.secondsPerDay
        let secondOfDay = second < 0 ? second + Self.secondsPerDay : second
        return ((Int(seconds) - secondOfDay) / Self.secondsPerDay, secondOfDay, attoseconds)
    }

    private static func padded(_ number: Int, to digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

extension Timestamp {
    /// Reads the form of RFC 3339, with a `Z` or an offset such as `+02:00`. Nil for any other text, for a date or a time
    /// that no calendar has, and for a fraction of more than 18 digits.
    public init?(_ text: some StringProtocol) {
        var reader = TimestampReader(text)
        guard let moment = reader.moment(), Self.hasDate(moment) else { return nil }
        self.init(sinceEpoch: moment)
    }
}

/// Takes the form of RFC 3339 apart.
private struct TimestampReader {
    private var rest: ArraySlice<UInt8>

    init(_ text: some StringProtocol) { rest = Array(text.utf8)[...] }

    /// Since the epoch.
    mutating func moment() -> Duration? {
        guard let year = number(of: 4), accept("-"), let month = number(of: 2), accept("-"), let day = number(of: 2),
            accept("T") || accept("t"), let date = CalendarDate(year: year, month: month, day: day),
            let hour = number(of: 2), accept(":"), let minute = number(of: 2), accept(":"), let second = number(of: 2),
            hour < 24, minute < 60, second <= 60, let fraction = fraction(), let offset = offset(), rest.isEmpty
        else { return nil }
        let start = date.daysSinceEpoch * Timestamp.secondsPerDay + (hour * 60 + minute) * 60 - offset
        // A leap second ends a day of UTC, and is the first of the next one here.
        if second == 60, (start + 60) % Timestamp.secondsPerDay != 0 { return nil }
        return .seconds(start + second) + Duration(secondsComponent: 0, attosecondsComponent: fraction)
    }

    private mutating func accept(_ sign: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: sign) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func number(of count: Int) -> Int? {
        guard rest.count >= count else { return nil }
        var number = 0
        for byte in rest.prefix(count) {
            guard Self.isDigit(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        rest = rest.dropFirst(count)
        return number
    }

    /// In attoseconds; 0 where there is none.
    private mutating func fraction() -> Int64? {
        guard accept(".") else { return 0 }
        let digits = rest.prefix(while: Self.isDigit).count
        guard (1...18).contains(digits), let number = number(of: digits) else { return nil }
        return (digits..<18).reduce(Int64(number)) { number, _ in number * 10 }
    }

    /// How many seconds the written time is ahead of UTC.
    private mutating func offset() -> Int? {
        if accept("Z") || accept("z") { return 0 }
        let isBehind = accept("-")
        guard isBehind || accept("+"), let hours = number(of: 2), accept(":"), let minutes = number(of: 2),
            hours < 24, minutes < 60
        else { return nil }
        return (isBehind ? -1 : 1) * (hours * 60 + minutes) * 60
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
