/// A number as it is written: `2`, `-1`, `0.5`, and sizes in bytes such as `64MiB` or `10GB`.
public struct NumberLiteral: Hashable, Sendable {
    public var value: Double

    /// Each with the bytes that it stands for.
    private static let units: [(name: String, bytes: Double)] = [
        ("KiB", 1024), ("MiB", 1_048_576), ("GiB", 1_073_741_824), ("TiB", 1_099_511_627_776),
        ("kB", 1e3), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12),
    ]

    public init?(_ word: String) {
        guard let last = word.utf8.last else { return nil }
        if last == UInt8(ascii: "B") {
            guard let unit = Self.units.first(where: { word.hasSuffix($0.name) }),
                let count = Decimal.parse(word.utf8.dropLast(unit.name.utf8.count))
            else { return nil }
            value = count * unit.bytes
        } else {
            guard let count = Decimal.parse(word.utf8[...]) else { return nil }
            value = count
        }
    }
}

/// Digits with at most one point between them.
enum Decimal {
    static func parse(_ bytes: Substring.UTF8View) -> Double? {
        var hasPoint = false
        var previousIsDigit = false
        for (offset, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): previousIsDigit = true
            case UInt8(ascii: "-") where offset == 0: previousIsDigit = false
            case UInt8(ascii: ".") where previousIsDigit && !hasPoint:
                hasPoint = true
                previousIsDigit = false
            default: return nil
            }
        }
        guard previousIsDigit, let number = Double(Substring(bytes)), number.isFinite else { return nil }
        return number
    }
}
