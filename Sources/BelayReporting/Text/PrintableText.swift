import BelaySource

/// Makes text from anywhere safe to show: what would move a cursor, change a terminal's state or reverse the order of
/// the text next to it is written out instead. Line ends stay.
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
                let spaces = 8 - column % 8
                shown += String(repeating: " ", count: spaces)
                column += spaces - 1
            case let scalar where scalar.isHidden:
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

    /// The same within a line: what comes after a line end in it is indented, so that it begins no line of its own.
    public static func make(_ text: String, indent: Int) -> String {
        make(text).split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "\n" + String(repeating: " ", count: indent))
    }

    /// Printable ASCII and line ends: nearly all that is ever printed.
    static func isHarmless(_ byte: UInt8) -> Bool { (byte >= 0x20 && byte < 0x7F) || byte == 0x0A }

    /// ASCII control characters as `^[`, the rest as `<U+202E>`.
    private static func written(_ scalar: Unicode.Scalar) -> String {
        if scalar.value == 0x7F { return "^?" }
        if scalar.value < 0x20 { return "^\(Unicode.Scalar(UInt8(scalar.value + 0x40)))" }
        return scalar.visibleName
    }
}
