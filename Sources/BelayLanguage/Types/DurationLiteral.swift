/// A duration as it is written: `500ms`, `5s`, `1.5h`, `1h30m`. Units fall from hours to milliseconds, each once.
public struct DurationLiteral: Hashable, Sendable {
    public var value: Duration

    private static let units: [(name: String, milliseconds: Double)] = [
        ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    /// The longest that can be said: a hundred years, in milliseconds. What is longer is no duration.
    private static let longest = 100.0 * 365 * 24 * 3_600_000

    /// In the largest units that say it exactly: `1h30m`, `500ms`.
    static func source(of duration: Duration) -> String {
        var milliseconds = duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
        guard milliseconds > 0 else { return "0s" }
        var source = ""
        for (name, length) in units where milliseconds >= Int64(length) {
            source += "\(milliseconds / Int64(length))\(name)"
            milliseconds %= Int64(length)
        }
        return source
    }

    public init?(_ word: String) {
        var rest = word.utf8[...]
        var next = 0
        var milliseconds = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard let count = Decimal.parse(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            let letters = rest.prefix { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard let unit = Self.units[next...].firstIndex(where: { $0.name.utf8.elementsEqual(letters) }) else {
                return nil
            }
            milliseconds += count * Self.units[unit].milliseconds
            next = unit + 1
            rest = rest.dropFirst(letters.count)
        }
        guard milliseconds <= Self.longest else { return nil }
        value = .milliseconds(Int64(milliseconds.rounded()))
    }
}
