extension Moment {
    /// Seconds since 1970-01-01T00:00:00Z, with a fraction or without: `1767225600`, `-1.5`. In UTC. Nil for any other text,
    /// and outside of the years that can be written.
    public init?(secondsSinceEpoch text: String) {
        let isPlain = text.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
        guard isPlain, let seconds = Decimal(text) else { return nil }
        self.init(secondsSinceEpoch: seconds)
    }

    /// Nil too where there is a fraction of a nanosecond.
    public init?(secondsSinceEpoch seconds: Decimal) {
        guard let nanoseconds = try? seconds.multiplied(by: Decimal(1_000_000_000)), nanoseconds.isWhole,
            let whole = nanoseconds.wholeProduct(with: Decimal(1))
        else { return nil }
        self.init(nanoseconds: whole)
    }
}
