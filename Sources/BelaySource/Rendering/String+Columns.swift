extension String {
    /// How many columns of a terminal it fills. It is one line, and what a terminal would obey is written out in it.
    public var columns: Int {
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return utf8.count }
        return reduce(0) { $0 + $1.columns }
    }
}

extension Character {
    /// How many columns of a terminal it fills. A picture fills two, also one that several scalars make together; of anything
    /// else each scalar fills its own, as `wcwidth` has it: an accent none, a vowel behind its consonant one.
    public var columns: Int {
        utf8.count == 1 ? 1 : isPicture ? 2 : unicodeScalars.reduce(0) { $0 + $1.columns }
    }

    /// U+FE0F asks for the coloured picture of a sign that is text by itself; a tone of skin does so too.
    private var isPicture: Bool {
        guard let first = unicodeScalars.first, first.properties.isEmoji else { return false }
        return first.properties.isEmojiPresentation
            || unicodeScalars.dropFirst().contains { $0 == "\u{FE0F}" || $0.properties.isEmojiModifier }
    }
}

extension Unicode.Scalar {
    fileprivate var columns: Int {
        if value < 0x300 { return 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return isInsideSyllable ? 0 : isWide ? 2 : 1
        }
    }

    /// A vowel or a final consonant of Hangul, drawn within the square of the consonant before it.
    private var isInsideSyllable: Bool { (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) }

    /// The wide and full-width characters of East Asian scripts: `W` and `F` in Unicode's EastAsianWidth.txt, and the unassigned
    /// places between them.
    private var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF: true
        case 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F: true
        case 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF: true
        case 0x1F200...0x1F265, 0x20000...0x3FFFD: true
        default: properties.isEmojiPresentation
        }
    }
}
