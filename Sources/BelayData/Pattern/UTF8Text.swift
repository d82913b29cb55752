/// Steps through bytes that are known to be UTF-8.
enum UTF8Text {
    /// The scalar that begins at the offset, and its length in bytes.
    static func scalar(in bytes: [UInt8], at offset: Int) -> (value: UInt32, length: Int) {
        let first = bytes[offset]
        if first < 0x80 { return (UInt32(first), 1) }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for index in offset + 1..<offset + length { value = value << 6 | UInt32(bytes[index] & 0x3F) }
        return (value, length)
    }

    /// The offset at which the scalar before this offset begins.
    static func before(_ offset: Int, in bytes: [UInt8]) -> Int {
        var start = offset - 1
        while bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }
}
