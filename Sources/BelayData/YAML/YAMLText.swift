/// A string as YAML writes it: without quotes if that reads back as the same string everywhere, otherwise with quotes.
struct YAMLText {
    let text: String

    init(_ text: String) { self.text = text }

    /// On one line.
    func inline(inFlow: Bool) -> String {
        if text.unicodeScalars.contains(where: Self.needsEscape) { return doubleQuoted }
        let plain = YAMLPlainScalar(text)
        guard case .string = plain.value, !plain.isAmbiguous, !plain.isDate else { return doubleQuoted }
        return isPlain(inFlow: inFlow) ? text : singleQuoted
    }

    /// The lines of a literal block and the indicator above them; nil where that would not read back the same, or where
    /// there is one line only.
    var block: (indicator: String, lines: [Substring])? {
        let scalars = text.unicodeScalars
        guard scalars.contains("\n"), let first = scalars.first, first != "\n", first != " ", first != "\t",
            !text.utf8.suffix(2).elementsEqual("\n\n".utf8),
            !scalars.contains(where: { $0 != "\n" && $0 != "\t" && Self.needsEscape($0) })
        else { return nil }
        var lines = text.split(separator: "\n" as Character, omittingEmptySubsequences: false)
        let endsLine = lines.last?.isEmpty ?? false
        if endsLine { lines.removeLast() }
        return (endsLine ? "|" : "|-", lines)
    }

    private func isPlain(inFlow: Bool) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, first != 0x20, last != 0x20, last != UInt8(ascii: ":")
        else { return false }
        let marker = bytes.prefix(3)
        if marker.elementsEqual("---".utf8) || marker.elementsEqual("...".utf8) { return false }
        let parser = YAMLParser(bytes)
        return !parser.isPlainRefused(inFlow: true) && parser.plainEnd(inFlow: inFlow) == bytes.count
    }

    private var singleQuoted: String {
        "'" + text.split(separator: "'" as Character, omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    private var doubleQuoted: String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\0": result += "\\0"
            case _ where Self.needsEscape(scalar):
                let digits = String(scalar.value, radix: 16)
                let isShort = scalar.value < 0x100
                result +=
                    (isShort ? "\\x" : "\\u") + String(repeating: "0", count: (isShort ? 2 : 4) - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// True for characters that are not printable in YAML or that end a line for some readers. All of them have at most
    /// four digits.
    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
