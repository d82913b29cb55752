/// A length of time as unit files write it: `90`, `5min 20s`, `infinity`, see systemd.time(7).
enum TimeSpan {
    private static let units: [String: Double] = [
        "us": 1e-6, "usec": 1e-6, "µs": 1e-6, "ms": 1e-3, "msec": 1e-3, "": 1, "s": 1, "sec": 1, "second": 1,
        "seconds": 1,
        "m": 60, "min": 60, "minute": 60, "minutes": 60, "h": 3600, "hr": 3600, "hour": 3600, "hours": 3600,
        "d": 86400, "day": 86400, "days": 86400, "w": 604_800, "week": 604_800, "weeks": 604_800,
        "M": 2_629_800, "month": 2_629_800, "months": 2_629_800, "y": 31_557_600, "year": 31_557_600,
        "years": 31_557_600,
    ]

    /// In seconds, `.infinity` for one without an end; nil for what is none.
    static func seconds(_ text: String) -> Double? {
        if text == "infinity" { return .infinity }
        var sum: Double?
        var rest = text[...].drop { $0 == " " }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest[digits.endIndex...].drop { $0 == " " }
            let unit = rest.prefix { $0.isLetter }
            rest = rest[unit.endIndex...].drop { $0 == " " }
            guard let number = Double(digits), let factor = units[String(unit)] else { return nil }
            sum = (sum ?? 0) + number * factor
        }
        return sum
    }
}
