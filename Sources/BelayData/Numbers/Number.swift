/// A number with the spelling it came in, which it keeps until somebody computes with it: `1.10` is written `1.10`.
///
/// Two numbers are equal when they are the same number, whatever their spelling.
public struct Number: Sendable {
    private enum Form {
        /// Without a spelling it is written in digits.
        case exact(Decimal, spelling: String?)
        /// Of more digits than are computed with: its spelling is all there is.
        case long(String)
    }

    private let form: Form

    public init(_ decimal: Decimal, spelling: String? = nil) { form = .exact(decimal, spelling: spelling) }

    public init(_ value: some FixedWidthInteger) { self.init(Decimal(value)) }

    /// Of more digits than are computed with.
    init(long spelling: String) { form = .long(spelling) }

    /// Nil when it has more digits than are computed with.
    public var decimal: Decimal? {
        switch form {
        case .exact(let decimal, _): decimal
        case .long: nil
        }
    }

    public var text: String {
        switch form {
        case .exact(let decimal, let spelling): spelling ?? decimal.description
        case .long(let spelling): spelling
        }
    }

    /// Written in digits where the spelling has a unit, since few programs know units.
    public var withoutUnit: Number {
        guard case .exact(let decimal, let spelling?) = form, NumberSpelling(spelling) == nil else { return self }
        return Number(decimal)
    }

    /// Whether a text is a number of more digits than are computed with.
    public static func isLong(_ text: String) -> Bool { NumberSpelling(text) != nil && Decimal(text) == nil }

    /// Nil when it is not whole, or does not fit.
    public var int: Int? { decimal?.int }

    /// Nil when the two are longer than can be compared.
    public func precedes(_ other: Number) -> Bool? {
        if let one = decimal, let two = other.decimal { return one < two }
        guard let one = LongDecimal(text), let two = LongDecimal(other.text) else { return nil }
        return one < two
    }
}

extension Number: Hashable {
    public static func == (one: Number, other: Number) -> Bool {
        switch (one.form, other.form) {
        case (.exact(let one, _), .exact(let other, _)): return one == other
        case (.long(let one), .long(let other)):
            if let one = LongDecimal(one), let other = LongDecimal(other) { return one == other }
            return one == other
        case (.exact, .long), (.long, .exact): return false
        }
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(decimal) }
}

extension Number: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self.init(value) }
}
