/// Writes strings in double quotes. Stretches without anything to escape, which is nearly everything, are copied whole.
enum JSONStringWriter {
    static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        let isContiguous: Void? = text.utf8.withContiguousStorageIfAvailable { writeInside($0, to: &bytes) }
        if isContiguous == nil {
            var copy = text
            copy.withUTF8 { writeInside($0, to: &bytes) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func writeInside(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var copied = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte >= 0x20, byte != 0x22, byte != 0x5C, byte < 0x7F {
                index += 1
                continue
            }
            guard let (scalar, length) = escaped(text, at: index) else {
                index += 1
                continue
            }
            bytes.append(contentsOf: text[copied..<index])
            writeEscape(scalar, to: &bytes)
            index += length
            copied = index
        }
        bytes.append(contentsOf: text[copied...])
    }

    /// The character at the index if it must be escaped, and its length in bytes: quotes, backslashes, the control
    /// characters of both sets, and the separators that some readers treat as line ends.
    private static func escaped(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt16, Int)? {
        let byte = text[index]
        switch byte {
        case 0..<0x20, 0x22, 0x5C, 0x7F: return (UInt16(byte), 1)
        case 0xC2 where text[index + 1] < 0xA0: return (UInt16(text[index + 1]), 2)
        case 0xE2 where text[index + 1] == 0x80 && text[index + 2] & 0xFE == 0xA8:
            return (0x2028 + UInt16(text[index + 2] & 1), 3)
        default: return nil
        }
    }

    private static func writeEscape(_ unit: UInt16, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch unit {
        case 0x22, 0x5C: bytes.append(UInt8(unit))
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            bytes.append(UInt8(ascii: "u"))
            for shift in [12, 8, 4, 0] { bytes.append(UInt8.hexadecimalDigits[Int(unit >> UInt16(shift)) & 15]) }
        }
    }
}
