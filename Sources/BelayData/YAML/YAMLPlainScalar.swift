/// The meaning of a scalar without quotes, by the core schema of YAML 1.2 and, as far as it differs, by YAML 1.1, which
/// kops, kubectl and most others still use.
struct YAMLPlainScalar {
    private let text: String
    private let bytes: [UInt8]

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    /// By the core schema. Whole numbers in other bases that do not fit into 64 bits are strings.
    var value: DataValue {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: break
        }
        if let number = decimal(bytes[...]) { return .number(number) }
        if text.hasPrefix("0x"), let value = UInt64(digits(from: 2), radix: 16) {
            return .number(DataValue.Number(unchecked: String(value), written: text))
        }
        if text.hasPrefix("0o"), let value = UInt64(digits(from: 2), radix: 8) {
            return .number(DataValue.Number(unchecked: String(value), written: text))
        }
        return .string(text)
    }

    /// YAML 1.1 reads something else, or a word that is a number in all but notation.
    var isAmbiguous: Bool {
        switch text.lowercased() {
        case "y", "n", "yes", "no", "on", "off": return true
        case ".inf", "+.inf", "-.inf", ".nan": return true
        case "=", "<<": return true
        default: break
        }
        guard let first = bytes.first, first.isDigit || first == 0x2B || first == 0x2D || first == 0x2E else {
            return false
        }
        return isNumberOfOldNotation
    }

    /// Another reader may take it for a date.
    var isDate: Bool {
        let parts = text.prefix { $0.isASCII && ($0.isNumber || $0 == "-") }.split(
            separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0].count == 4 else { return false }
        return (1...2).contains(parts[1].count) && (1...2).contains(parts[2].count)
    }

    private func digits(from start: Int) -> Substring {
        let digits = text.dropFirst(start)
        // The standard library would take a sign here.
        return digits.first == "+" || digits.first == "-" ? "" : digits
    }
}

extension YAMLPlainScalar {
    /// `[ "-" | "+" ] ( "." digits | digits [ "." [ digits ] ] ) [ ( "e" | "E" ) [ "-" | "+" ] digits ]`, in JSON's spelling.
    private func decimal(_ bytes: ArraySlice<UInt8>) -> DataValue.Number? {
        var rest = bytes
        var text = ""
        if rest.first == UInt8(ascii: "-") { text = "-" }
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let whole = takeDigits(&rest)
        let leadingZeros = whole.prefix { $0 == 0x30 }.count
        let significant = whole.dropFirst(min(leadingZeros, max(0, whole.count - 1)))
        text += significant.isEmpty ? "0" : String(decoding: significant, as: UTF8.self)
        var fraction = ArraySlice<UInt8>()
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = takeDigits(&rest)
            text += "." + (fraction.isEmpty ? "0" : String(decoding: fraction, as: UTF8.self))
        }
        if whole.isEmpty, fraction.isEmpty { return nil }
        if let letter = rest.first, letter == UInt8(ascii: "e") || letter == UInt8(ascii: "E") {
            text.unicodeScalars.append(Unicode.Scalar(letter))
            rest.removeFirst()
            if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                text.unicodeScalars.append(Unicode.Scalar(sign))
                rest.removeFirst()
            }
            let exponent = takeDigits(&rest)
            if exponent.isEmpty { return nil }
            text += String(decoding: exponent, as: UTF8.self)
        }
        return rest.isEmpty ? DataValue.Number(unchecked: text, written: String(decoding: bytes, as: UTF8.self)) : nil
    }

    private func takeDigits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = rest.prefix(while: \.isDigit)
        rest = rest.dropFirst(digits.count)
        return digits
    }

    /// Digits with underscores, octal with a leading zero, binary, and sixties with colons.
    private var isNumberOfOldNotation: Bool {
        var plain = bytes.filter { $0 != UInt8(ascii: "_") }[...]
        if plain.first == 0x2B || plain.first == 0x2D { plain.removeFirst() }
        guard plain.contains(where: \.isDigit) else { return false }
        if plain.first == 0x30, plain.count > 1, plain.allSatisfy(\.isDigit) { return true }
        let hasUnderscore = plain.count < bytes.count && bytes.contains(UInt8(ascii: "_"))
        if plain.starts(with: "0o".utf8), plain.dropFirst(2).allSatisfy(\.isDigit) { return true }
        if plain.starts(with: "0b".utf8), plain.dropFirst(2).allSatisfy({ $0 == 0x30 || $0 == 0x31 }) { return true }
        if plain.starts(with: "0x".utf8), plain.dropFirst(2).allSatisfy({ $0.hexadecimalValue != nil }) {
            return plain.count < bytes.count
        }
        if hasUnderscore, decimal(plain) != nil { return true }
        return plain.contains(UInt8(ascii: ":")) && plain.allSatisfy { $0.isDigit || $0 == 0x3A || $0 == 0x2E }
    }
}
