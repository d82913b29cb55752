/// The parts of a number as it is written: `-012.50`, `1e-6`.
struct NumberSpelling {
    var isNegative: Bool
    /// Before and after the point.
    var digits: [UInt8]
    /// The power of ten of the last digit; nil when it is too large to count.
    var power: Int?
    var hasExponent = false

    /// `[ "-" ] digits [ "." digits ] [ ( "e" | "E" ) [ "+" | "-" ] digits ]`
    init?(_ text: some StringProtocol) {
        var rest = Array(text.utf8)[...]
        func takeDigits() -> ArraySlice<UInt8>? {
            let digits = rest.prefix(while: \.isDigit)
            rest = rest.dropFirst(digits.count)
            return digits.isEmpty ? nil : digits
        }
        isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest = rest.dropFirst() }
        guard let whole = takeDigits() else { return nil }
        digits = Array(whole)
        power = 0
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard let fraction = takeDigits() else { return nil }
            digits += fraction
            power = -fraction.count
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            hasExponent = true
            rest = rest.dropFirst()
            let isSmall = rest.first == UInt8(ascii: "-")
            if isSmall || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
            guard let exponent = takeDigits() else { return nil }
            // Counted up to what no file has digits for.
            let significant = exponent.drop { $0 == UInt8(ascii: "0") }
            let number = significant.count < 16 ? Int("0" + String(decoding: significant, as: UTF8.self)) : nil
            power = number.flatMap { number in power.map { $0 + (isSmall ? -number : number) } }
        }
        guard rest.isEmpty else { return nil }
    }
}
