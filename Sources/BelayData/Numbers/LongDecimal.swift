/// A decimal number of any length, as digits and the place where they begin: enough to compare it.
struct LongDecimal: Hashable {
    private let isNegative: Bool
    /// Without zeros at either end; empty for zero.
    private let digits: [UInt8]
    /// The power of ten of the first digit.
    private let top: Int

    /// Nil for other strings, and for powers of ten that are too large to count.
    init?(_ text: String) {
        guard let spelling = NumberSpelling(text), let power = spelling.power else { return nil }
        let begun = spelling.digits.drop { $0 == UInt8(ascii: "0") }
        let zeros = begun.reversed().prefix { $0 == UInt8(ascii: "0") }.count
        digits = Array(begun.dropLast(zeros))
        isNegative = spelling.isNegative && !digits.isEmpty
        top = digits.isEmpty ? 0 : power + begun.count
    }

    static func < (one: LongDecimal, other: LongDecimal) -> Bool {
        if one.isNegative != other.isNegative { return one.isNegative }
        return one.isNegative ? other.isShorter(than: one) : one.isShorter(than: other)
    }

    /// The other one is farther from zero.
    private func isShorter(than other: LongDecimal) -> Bool {
        if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
        return top == other.top ? digits.lexicographicallyPrecedes(other.digits) : top < other.top
    }
}
