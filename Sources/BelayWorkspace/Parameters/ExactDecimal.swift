/// A decimal number as digits and the power of ten of the last one, so that two spellings of one number are equal.
struct ExactDecimal: Hashable {
    private var isNegative: Bool
    /// Without zeros at either end; empty for zero.
    private var digits: [UInt8]
    private var exponent: Int

    /// Of a text such as `-12.50` or `1e+16`; nil for others.
    init?(_ text: String) {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        guard let written = parts.count == 2 ? Int(parts[1]) : 0, abs(written) < 1 << 40 else { return nil }
        isNegative = text.hasPrefix("-")
        let number = parts[0].dropFirst(isNegative ? 1 : 0)
        let halves = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        digits = halves.flatMap { Array($0.utf8) }
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        exponent = written - (halves.count == 2 ? halves[1].utf8.count : 0)
        while digits.last == 0x30 {
            digits.removeLast()
            exponent += 1
        }
        digits = Array(digits.drop { $0 == 0x30 })
        if digits.isEmpty {
            isNegative = false
            exponent = 0
        }
    }
}
