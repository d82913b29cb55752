/// A natural number of 256 bits: the intermediate result of an operation on decimals.
struct WideNatural: Hashable {
    var high: UInt128
    var low: UInt128

    init(_ low: UInt128) { (high, self.low) = (0, low) }

    init(high: UInt128, low: UInt128) { (self.high, self.low) = (high, low) }

    init(_ one: UInt128, times other: UInt128) {
        let product = one.multipliedFullWidth(by: other)
        (high, low) = (product.high, product.low)
    }

    /// Presumes a power of up to `Decimal.significantDigits`.
    init(_ natural: UInt128, timesTenToThe power: Int) {
        self.init(natural, times: (0..<power).reduce(into: UInt128(1)) { factor, _ in factor *= 10 })
    }

    var isZero: Bool { high == 0 && low == 0 }

    var dividedByTen: (quotient: WideNatural, digit: UInt128) {
        if high == 0, low <= UInt128(UInt64.max) {
            let (quotient, digit) = UInt64(low).quotientAndRemainder(dividingBy: 10)
            return (WideNatural(UInt128(quotient)), UInt128(digit))
        }
        let (quotient, digit) = divided(by: 10)
        return (quotient, digit)
    }

    func divided(by divisor: UInt128) -> (quotient: WideNatural, remainder: UInt128) {
        let (top, rest) = high.quotientAndRemainder(dividingBy: divisor)
        let (bottom, remainder) = divisor.dividingFullWidth((rest, low))
        return (WideNatural(high: top, low: bottom), remainder)
    }

    /// Nil when it does not fit.
    func timesTen(plus digit: UInt128) -> WideNatural? {
        let lower = low.multipliedFullWidth(by: 10)
        let (upper, isTooMuch) = high.multipliedReportingOverflow(by: 10)
        if isTooMuch { return nil }
        return (WideNatural(high: upper, low: 0) + WideNatural(high: lower.high, low: lower.low))
            .flatMap { $0 + WideNatural(digit) }
    }

    /// Nil when it does not fit.
    static func + (one: WideNatural, other: WideNatural) -> WideNatural? {
        let (low, carries) = one.low.addingReportingOverflow(other.low)
        let (high, isTooMuch) = one.high.addingReportingOverflow(other.high)
        let (whole, isStillTooMuch) = high.addingReportingOverflow(carries ? 1 : 0)
        return isTooMuch || isStillTooMuch ? nil : WideNatural(high: whole, low: low)
    }

    /// Presumes that the other is not larger.
    static func - (one: WideNatural, other: WideNatural) -> WideNatural {
        let (low, borrows) = one.low.subtractingReportingOverflow(other.low)
        return WideNatural(high: one.high - other.high - (borrows ? 1 : 0), low: low)
    }

    static func < (one: WideNatural, other: WideNatural) -> Bool { (one.high, one.low) < (other.high, other.low) }
}
