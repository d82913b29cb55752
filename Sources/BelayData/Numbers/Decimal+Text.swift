extension Decimal: CustomStringConvertible {
    /// Digits with at most one point between them; always the complete number.
    public var description: String {
        let digits = String(coefficient)
        let sign = isNegative ? "-" : ""
        if exponent >= 0 { return sign + digits + String(repeating: "0", count: isZero ? 0 : exponent) }
        let places = -exponent
        if digits.utf8.count > places { return sign + digits.dropLast(places) + "." + digits.suffix(places) }
        return sign + "0." + String(repeating: "0", count: places - digits.utf8.count) + digits
    }

    /// From digits with at most one point between them, and perhaps a power of ten: `-012.50`, `1e-6`. Nil for other
    /// strings, and for numbers that do not fit.
    public init?(_ text: some StringProtocol) {
        guard let spelling = NumberSpelling(text) else { return nil }
        self.init(spelling)
    }

    init?(_ spelling: NumberSpelling) {
        var natural: UInt128 = 0
        var zeros = 0
        for digit in spelling.digits {
            if digit == UInt8(ascii: "0") {
                zeros += natural == 0 ? 0 : 1
                continue
            }
            for _ in 0...zeros {
                let (product, isTooMuch) = natural.multipliedReportingOverflow(by: 10)
                if isTooMuch { return nil }
                natural = product
            }
            let (sum, isTooMuch) = natural.addingReportingOverflow(UInt128(digit - UInt8(ascii: "0")))
            if isTooMuch { return nil }
            (natural, zeros) = (sum, 0)
        }
        guard natural != 0 else {
            self = .zero
            return
        }
        guard let power = spelling.power else { return nil }
        self.init(isNegative: spelling.isNegative, WideNatural(natural), exponent: power + zeros)
    }
}
