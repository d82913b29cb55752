extension Unicode.Scalar {
    /// The number of terminal columns of the character: 0, 1 or 2.
    var columns: Int {
        if value < 0x300 { return 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spacingMark,
            .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation, .openPunctuation,
            .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol,
            .currencySymbol, .modifierSymbol, .otherSymbol, .spaceSeparator, .lineSeparator, .paragraphSeparator,
            .control, .surrogate, .privateUse, .unassigned:
            return isWide ? 2 : 1
        @unknown default: return 1
        }
    }

    /// The wide blocks of East Asian scripts, and emoji that are shown as pictures.
    private var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x17000...0x18CFF, 0x1B000...0x1B2FF, 0x20000...0x3FFFD:
            true
        default: properties.isEmojiPresentation
        }
    }

    /// A terminal would not show the character but act on it, or show nothing: controls, marks that reorder the text
    /// around them, and invisible letters.
    public var isHidden: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F: true
        case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB: true
        case 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    /// `<U+202E>`
    public var visibleName: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
    }
}

extension String {
    /// The text on one line, with everything that a terminal would act on made visible.
    public var shown: String {
        guard unicodeScalars.contains(where: \.isHidden) else { return self }
        var shown = ""
        for scalar in unicodeScalars {
            if scalar == "\n" || scalar == "\t" {
                shown += " "
            } else if scalar.isHidden {
                shown += scalar.visibleName
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
