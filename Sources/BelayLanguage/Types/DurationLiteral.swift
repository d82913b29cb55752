import BelayData

/// A duration as it is written: `500ms`, `5s`, `1.5h`, `1h30m`, `30d`, `-10s`. Units fall from days to milliseconds, each
/// once; a day has 24 hours.
public struct DurationLiteral: Hashable, Sendable {
    public var value: Duration

    private static let units: [(name: String, nanoseconds: Int128)] = [
        ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000),
        ("ms", 1_000_000),
    ]

    /// Nil for other words, and for what is longer than a duration can be.
    public init?(_ word: String) {
        var rest = word.utf8[...]
        var next = 0
        var nanoseconds: Int128 = 0
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest = rest.dropFirst() }
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0 == UInt8(ascii: ".") || $0.isDigit }
            guard let count = Decimal(Substring(digits)) else { return nil }
            rest = rest.dropFirst(digits.count)
            let letters = rest.prefix { !$0.isDigit }
            guard let unit = Self.units[next...].firstIndex(where: { $0.name.utf8.elementsEqual(letters) }),
                let part = count.wholeProduct(with: Decimal(Self.units[unit].nanoseconds)),
                part <= Duration.longestNanoseconds
            else { return nil }
            nanoseconds += part
            next = unit + 1
            rest = rest.dropFirst(letters.count)
        }
        guard let value = Duration(inBoundsNanoseconds: isNegative ? -nanoseconds : nanoseconds) else { return nil }
        self.value = value
    }

    /// In the largest units that are exact: `1d12h`, `1h30m`, `500ms`, `0.25ms`, `-10s`.
    public static func text(of duration: Duration) -> String {
        let nanoseconds = duration.wholeNanoseconds
        if nanoseconds == 0 { return "0s" }
        var text = nanoseconds < 0 ? "-" : ""
        var rest = nanoseconds.magnitude
        for (name, length) in units {
            let (count, remainder) = rest.quotientAndRemainder(dividingBy: length.magnitude)
            let isLast = length == units.last?.nanoseconds
            if isLast, remainder > 0 {
                text += "\(count)." + fraction(remainder) + name
            } else if count > 0 {
                text += "\(count)\(name)"
            }
            rest = remainder
        }
        return text
    }

    /// Of a millisecond, in nanoseconds, without trailing zeros.
    private static func fraction(_ nanoseconds: UInt128) -> Substring {
        let digits = String(nanoseconds)
        var fraction = Substring(String(repeating: "0", count: 6 - digits.count) + digits)
        while fraction.last == "0" { fraction.removeLast() }
        return fraction
    }
}

/// A duration is a whole number of nanoseconds, and at most a hundred years.
extension Duration {
    static let longestNanoseconds: Int128 = 100 * 365 * 24 * 3_600_000_000_000

    /// Nil for what is longer than a duration of the language can be.
    public init?(inBoundsNanoseconds nanoseconds: Int128) {
        guard nanoseconds.magnitude <= Self.longestNanoseconds.magnitude else { return nil }
        let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        self.init(secondsComponent: Int64(seconds), attosecondsComponent: Int64(rest) * 1_000_000_000)
    }

    /// Rounded down.
    public var wholeNanoseconds: Int128 {
        let (seconds, attoseconds) = components
        return Int128(seconds) * 1_000_000_000 + Int128(attoseconds / 1_000_000_000)
    }
}
