extension DataValue {
    /// A number in its original spelling, so that nothing is lost.
    public struct Number: Hashable, Sendable, CustomStringConvertible {
        /// As JSON spells numbers, such as `-12.50e3`.
        public let text: String
        /// As it stood in its file, which YAML may spell in more ways, such as `0x1F` or `012`.
        public let written: String

        public init(_ value: Int) { self.init(unchecked: String(value)) }

        /// Nil unless the value is finite, as JSON requires.
        public init?(_ value: Double) {
            guard value.isFinite else { return nil }
            self.init(value.description)
        }

        /// Nil unless the whole text is a number as JSON spells it.
        public init?(_ text: String) {
            let bytes = Array(text.utf8)
            guard !bytes.isEmpty, case .end(bytes.count) = Number.scan(bytes, from: 0) else { return nil }
            self.init(unchecked: text)
        }

        init(unchecked text: String, written: String? = nil) {
            self.text = text
            self.written = written ?? text
        }

        /// Nil when there is a fraction other than zero, or when it does not fit.
        public var int: Int? {
            Int(text) ?? Decimal(text)?.int
        }

        /// The nearest number; nil when it is beyond the largest.
        public var double: Double? {
            guard let value = Double(text), value.isFinite else { return nil }
            return value
        }

        public var description: String { text }

        public static func == (one: Number, other: Number) -> Bool { one.text == other.text }

        public func hash(into hasher: inout Hasher) { hasher.combine(text) }
    }
}

extension DataValue.Number {
    enum Scan {
        /// The number ends before this offset.
        case end(Int)
        /// A digit was expected at this offset.
        case digitExpected(Int)
        /// The number begins with a zero that another digit follows, at this offset.
        case leadingZero(Int)
    }

    /// `[ "-" ] ( "0" | digit1-9 { digit } ) [ "." digit { digit } ] [ ( "e" | "E" ) [ "+" | "-" ] digit { digit } ]`
    static func scan(_ bytes: [UInt8], from start: Int) -> Scan {
        func digits(from start: Int) -> Int {
            var index = start
            while index < bytes.count, bytes[index].isDigit { index += 1 }
            return index
        }
        func nextIs(_ one: Unicode.Scalar, _ other: Unicode.Scalar, at index: Int) -> Bool {
            index < bytes.count && (bytes[index] == UInt8(ascii: one) || bytes[index] == UInt8(ascii: other))
        }

        let first = nextIs("-", "-", at: start) ? start + 1 : start
        var end = digits(from: first)
        if end == first { return .digitExpected(first) }
        if bytes[first] == UInt8(ascii: "0"), end > first + 1 { return .leadingZero(first) }
        if nextIs(".", ".", at: end) {
            let fraction = end + 1
            end = digits(from: fraction)
            if end == fraction { return .digitExpected(fraction) }
        }
        if nextIs("e", "E", at: end) {
            let exponent = nextIs("+", "-", at: end + 1) ? end + 2 : end + 1
            end = digits(from: exponent)
            if end == exponent { return .digitExpected(exponent) }
        }
        return .end(end)
    }
}
