extension Unicode.Scalar {
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
