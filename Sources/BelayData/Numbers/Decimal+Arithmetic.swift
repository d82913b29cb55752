extension Decimal {
    /// The reason why an operation has no result.
    public struct Problem: Error, Hashable, Sendable {
        public let message: String

        public static let tooManyDigits = Problem(
            message: "the result needs more than the \(significantDigits) digits that Belay keeps")
        public static let divisionByZero = Problem(message: "division by zero")
    }

    public func adding(_ other: Decimal) throws(Problem) -> Decimal {
        if isZero { return other }
        if other.isZero { return self }
        let exponent = min(self.exponent, other.exponent)
        guard let one = extended(to: exponent), let two = other.extended(to: exponent) else { throw .tooManyDigits }
        let isOpposed = isNegative != other.isNegative
        let sum = isOpposed ? (one < two ? two - one : one - two) : one + two
        let isNegative = isOpposed && one < two ? other.isNegative : isNegative
        return try Self.fitting(sum.flatMap { Decimal(isNegative: isNegative, $0, exponent: exponent) })
    }

    public func subtracting(_ other: Decimal) throws(Problem) -> Decimal { try adding(other.negated) }

    public func multiplied(by other: Decimal) throws(Problem) -> Decimal {
        try Self.fitting(
            Decimal(
                isNegative: isNegative != other.isNegative, WideNatural(coefficient, times: other.coefficient),
                exponent: exponent + other.exponent))
    }

    /// Exactly where that fits, else to 38 significant digits, a tie to the even one.
    public func divided(by other: Decimal) throws(Problem) -> Decimal {
        if other.isZero { throw .divisionByZero }
        var (quotient, rest) = coefficient.quotientAndRemainder(dividingBy: other.coefficient)
        var exponent = exponent - other.exponent
        while rest != 0 {
            let (digit, remainder) = other.coefficient.dividingFullWidth(rest.multipliedFullWidth(by: 10))
            let (longer, isTooMuch) = quotient.multipliedReportingOverflow(by: 10)
            let (whole, isStillTooMuch) = longer.addingReportingOverflow(digit)
            if isTooMuch || isStillTooMuch { break }
            (quotient, rest, exponent) = (whole, remainder, exponent - 1)
        }
        if rest != 0 { (quotient, exponent) = Self.rounded(quotient, rest, over: other.coefficient, exponent) }
        return try Self.fitting(
            Decimal(isNegative: isNegative != other.isNegative, WideNatural(quotient), exponent: exponent))
    }

    public var negated: Decimal {
        guard let negated = Decimal(isNegative: !isNegative, WideNatural(coefficient), exponent: exponent) else {
            preconditionFailure("it has the digits of a number that fits")
        }
        return negated
    }

    private static func fitting(_ result: Decimal?) throws(Problem) -> Decimal {
        guard let result else { throw .tooManyDigits }
        return result
    }

    /// The coefficient with its last digit at a place that is not left of it. Nil if that place is so far away that no
    /// sum can fit: the other summand ends there with a digit that is not zero.
    private func extended(to place: Int) -> WideNatural? {
        exponent - place > Self.significantDigits
            ? nil : WideNatural(coefficient, timesTenToThe: exponent - place)
    }

    /// A quotient of at least 38 digits that does not end there, rounded to 38.
    private static func rounded(
        _ quotient: UInt128, _ rest: UInt128, over divisor: UInt128, _ exponent: Int
    ) -> (UInt128, Int) {
        if quotient.digitCount > significantDigits {
            // What was cut off is more than the digit says.
            let (shorter, digit) = quotient.quotientAndRemainder(dividingBy: 10)
            return (shorter + (digit >= 5 ? 1 : 0), exponent + 1)
        }
        let left = divisor - rest
        let isUp = rest > left || rest == left && quotient % 2 == 1
        return (quotient + (isUp ? 1 : 0), exponent)
    }
}

extension Decimal {
    /// The product as a whole number, a tie to the even one; nil when it does not fit.
    public func wholeProduct(with other: Decimal) -> Int128? {
        Self.whole(WideNatural(coefficient, times: other.coefficient), over: 1, exponent: exponent + other.exponent)
            .map { isNegative != other.isNegative ? -$0 : $0 }
    }

    /// The quotient as a whole number, a tie to the even one; nil if it does not fit or does not exist.
    public func wholeQuotient(by other: Decimal) -> Int128? {
        if other.isZero { return nil }
        return Self.whole(WideNatural(coefficient), over: other.coefficient, exponent: exponent - other.exponent)
            .map { isNegative != other.isNegative ? -$0 : $0 }
    }

    private static func whole(_ natural: WideNatural, over divisor: UInt128, exponent: Int) -> Int128? {
        var (quotient, rest) = natural.divided(by: divisor)
        for _ in 0..<max(0, exponent) where !quotient.isZero || rest != 0 {
            let (digit, remainder) = divisor.dividingFullWidth(rest.multipliedFullWidth(by: 10))
            guard let longer = quotient.timesTen(plus: digit) else { return nil }
            (quotient, rest) = (longer, remainder)
        }
        var isUp: Bool
        if exponent < 0 {
            var (last, isMore): (UInt128, Bool) = (0, rest != 0)
            for _ in 0..<(-exponent) {
                if last != 0 { isMore = true }
                (quotient, last) = quotient.dividedByTen
            }
            isUp = last > 5 || last == 5 && (isMore || quotient.low % 2 == 1)
        } else {
            let left = divisor - rest
            isUp = rest > left || rest == left && quotient.low % 2 == 1
        }
        guard quotient.high == 0, let whole = Int128(exactly: quotient.low), whole < .max else { return nil }
        return whole + (isUp ? 1 : 0)
    }
}
