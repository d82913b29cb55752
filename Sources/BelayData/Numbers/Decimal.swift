/// An exact decimal number: a whole number of up to 128 bits and the power of ten of its last digit.
///
/// A result that does not fit is an error of the operation, never another number.
public struct Decimal: Hashable, Sendable {
    public let isNegative: Bool
    /// Ends with no zero, so that one number has one form; zero only for the number zero.
    let coefficient: UInt128
    /// The power of ten of the coefficient's last digit.
    let exponent: Int

    /// The most digits, zeros included, before the point, and after it: a few letters of input must not become
    /// gigabytes of digits.
    public static let mostPlaces = 1000
    /// Every number with this many significant digits fits into a coefficient.
    public static let significantDigits = 38

    public static let zero = Decimal(0)

    public init(_ value: some FixedWidthInteger) {
        guard let decimal = Decimal(isNegative: value < 0, WideNatural(UInt128(value.magnitude)), exponent: 0) else {
            preconditionFailure("an integer of 128 bits at most fits")
        }
        self = decimal
    }

    /// Nil when it does not fit.
    init?(isNegative: Bool, _ natural: WideNatural, exponent: Int) {
        var (natural, exponent) = (natural, exponent)
        if natural.isZero {
            (self.isNegative, coefficient, self.exponent) = (false, 0, 0)
            return
        }
        while true {
            let (shorter, digit) = natural.dividedByTen
            if digit != 0 { break }
            (natural, exponent) = (shorter, exponent + 1)
        }
        guard natural.high == 0, exponent >= -Self.mostPlaces else { return nil }
        guard exponent + natural.low.digitCount <= Self.mostPlaces else { return nil }
        (self.isNegative, coefficient, self.exponent) = (isNegative, natural.low, exponent)
    }

    public var isZero: Bool { coefficient == 0 }

    /// Nil when it is not whole, or does not fit.
    public var int: Int? { wide.flatMap { Int(exactly: $0) } }

    /// Nil when it is not whole, or does not fit.
    private var wide: Int128? {
        guard exponent >= 0 else { return nil }
        var magnitude = coefficient
        for _ in 0..<exponent {
            let (product, isTooMuch) = magnitude.multipliedReportingOverflow(by: 10)
            if isTooMuch { return nil }
            magnitude = product
        }
        return Int128(exactly: magnitude).map { isNegative ? -$0 : $0 }
    }

    public var isWhole: Bool { exponent >= 0 }
}

extension Decimal: Comparable {
    public static func < (one: Decimal, other: Decimal) -> Bool {
        if one.isNegative != other.isNegative { return one.isNegative }
        return one.isNegative ? other.isShorter(than: one) : one.isShorter(than: other)
    }

    /// The other one is farther from zero.
    private func isShorter(than other: Decimal) -> Bool {
        guard !isZero, !other.isZero else { return isZero && !other.isZero }
        let (here, there) = (coefficient.digitCount + exponent, other.coefficient.digitCount + other.exponent)
        if here != there { return here < there }
        // They begin at the same place; the one that ends first is filled up with zeros.
        let (mine, others) = (exponent - other.exponent, other.exponent - exponent)
        return WideNatural(coefficient, timesTenToThe: max(0, mine))
            < WideNatural(other.coefficient, timesTenToThe: max(0, others))
    }
}

extension UInt128 {
    /// In decimal; one for zero.
    var digitCount: Int {
        var (count, rest) = (1, self)
        while rest >= 10_000_000_000 { (count, rest) = (count + 10, rest / 10_000_000_000) }
        var small = UInt64(rest)
        while small >= 10 { (count, small) = (count + 1, small / 10) }
        return count
    }
}
