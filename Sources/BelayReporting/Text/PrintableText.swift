/// Makes text from anywhere safe to show: what would move a cursor, change a terminal's state or reverse the order of
/// what stands beside it is written out instead. Line ends stay.
public enum PrintableText {
    public static func make(_ text: String) -> String {
        if text.utf8.allSatisfy(isHarmless) { return text }
        var shown = ""
        var column = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n":
                shown.unicodeScalars.append(scalar)
                column = -1
            case "\t":
                // Measured in scalars: near enough for the tables that commands print.
                let blanks = 8 - column % 8
                shown += String(repeating: " ", count: blanks)
                column += blanks - 1
            case let scalar where isDangerous(scalar):
                let name = written(scalar)
                shown += name
                column += name.count - 1
            case let scalar:
                shown.unicodeScalars.append(scalar)
            }
            column += 1
        }
        return shown
    }

    /// Printable ASCII and line ends: nearly all that is ever printed.
    static func isHarmless(_ byte: UInt8) -> Bool { (byte >= 0x20 && byte < 0x7F) || byte == 0x0A }

    /// Control characters, and the marks that reorder the text around them.
    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: true
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }

    /// ASCII control characters as `^[`, the rest as `<U+202E>`.
    private static func written(_ scalar: Unicode.Scalar) -> String {
        if scalar.value == 0x7F { return "^?" }
        if scalar.value < 0x20 { return "^\(Unicode.Scalar(UInt8(scalar.value + 0x40)))" }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
    }
}
