public import BelayData

/// A number as it is written: `2`, `-1`, `0.5`, and with units `1k`, `64MiB` or `10GB`.
public struct NumberLiteral: Hashable, Sendable {
    public var value: Number

    private struct Unit {
        var name: String
        var factor: Decimal

        init(_ name: String, _ factor: Int) { (self.name, self.factor) = (name, Decimal(factor)) }
    }

    private static let thousands: [Unit] = [
        Unit("k", 1000), Unit("M", 1_000_000), Unit("G", 1_000_000_000), Unit("T", 1_000_000_000_000),
    ]
    private static let bytes: [Unit] = [
        Unit("KiB", 1 << 10), Unit("MiB", 1 << 20), Unit("GiB", 1 << 30), Unit("TiB", 1 << 40),
        Unit("kB", 1000), Unit("KB", 1000), Unit("MB", 1_000_000), Unit("GB", 1_000_000_000),
        Unit("TB", 1_000_000_000_000),
    ]

    /// Nil for other words, and for more digits than are computed with.
    public init?(_ word: String) {
        guard let first = word.utf8.first, first == UInt8(ascii: "-") || first.isDigit else { return nil }
        if let last = word.utf8.last, last.isDigit {
            guard let decimal = Self.count(word[...]) else { return nil }
            value = Number(decimal, spelling: word)
        } else if let (count, unit) = Self.split(word, Self.bytes), let bytes = try? count.multiplied(by: unit.factor) {
            value = Number(bytes)
        } else if let (count, unit) = Self.split(word, Self.thousands),
            let number = try? count.multiplied(by: unit.factor)
        {
            value = Number(number, spelling: word)
        } else {
            return nil
        }
    }

    private static func split(_ word: String, _ units: [Unit]) -> (Decimal, Unit)? {
        guard let unit = units.first(where: { word.hasSuffix($0.name) }),
            let count = count(word.dropLast(unit.name.count))
        else { return nil }
        return (count, unit)
    }

    /// Digits with at most one point between them. A word such as `1e5` is not a number; it may begin a checksum.
    static func count(_ digits: Substring) -> Decimal? {
        digits.utf8.contains { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") } ? nil : Decimal(digits)
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
