/// The classes of bytes. Names and words are ASCII: a letter that only looks like another must not name another
/// machine. Strings, commands and comments may contain any UTF-8.
extension UInt8 {
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

    var isDigit: Bool { self &- 0x30 < 10 }

    /// A letter, a digit or `_`.
    var isNameByte: Bool { isOne(low: 0x03FF_0000_0000_0000, high: 0x07FF_FFFE_87FF_FFFE) }

    /// A letter, a digit or one of `_ - . / : @ % + ~ * ^`.
    var isWordByte: Bool { isOne(low: 0x07FF_EC20_0000_0000, high: 0x47FF_FFFE_C7FF_FFFF) }

    var isBlank: Bool { self == 0x20 || self == 0x09 }

    /// The byte is in a set of ASCII bytes given as two words.
    @inline(__always)
    private func isOne(low: UInt64, high: UInt64) -> Bool {
        guard self < 128 else { return false }
        return ((self < 64 ? low : high) &>> UInt64(self & 63)) & 1 == 1
    }
}
