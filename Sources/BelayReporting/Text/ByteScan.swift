/// Looks at bytes eight at a time: a command may print gigabytes.
enum ByteScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highest: UInt64 = 0x8080_8080_8080_8080

    /// The place of the first line feed or carriage return from `start` on; the number of bytes where there is none.
    static func lineEnd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index + 8 <= bytes.count {
            let word = word(of: bytes, at: index)
            let ends = zeroes(in: word ^ (ones &* 0x0A)) | zeroes(in: word ^ (ones &* 0x0D))
            if ends != 0 { return index + ends.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        return index
    }

    /// Whether nothing is in them but printable ASCII.
    static func arePrintable(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index + 8 <= bytes.count {
            let word = word(of: bytes, at: index)
            let controls = (word &- ones &* 0x20) & ~word
            if (word | controls | zeroes(in: word ^ (ones &* 0x7F))) & highest != 0 { return false }
            index += 8
        }
        return bytes[index...].allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    /// Eight bytes, the first of them in the lowest bits.
    private static func word(of bytes: UnsafeRawBufferPointer, at index: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// The highest bit of each byte that is zero; above the lowest of these also of some that are not.
    private static func zeroes(in word: UInt64) -> UInt64 { (word &- ones) & ~word & highest }
}
