/// A number with its original spelling, which it keeps until it is computed with: `1.10` is written `1.10`.
///
/// Two numbers are equal if they are the same number, whatever their spelling.
public struct Number: Sendable {
    private enum Form {
        /// Written in digits if it has no spelling.
        case exact(Decimal, spelling: String?)
        /// More digits than can be computed with: only a spelling.
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

    /// Written in digits if the spelling has a unit, since few programs know units.
    public var withoutUnit: Number {
        guard case .exact(let decimal, let spelling?) = form, NumberSpelling(spelling) == nil else { return self }
        return Number(decimal)
    }

    /// A string is a number of more digits than can be computed with.
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
