/// Base64 of RFC 4648 with padding: one of the shapes in which a secret shows up in output.
public enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = 0
            for byte in group { bits = bits << 8 | Int(byte) }
            bits <<= 8 * (3 - group.count)
            for digit in 0...group.count { text.append(digits[bits >> (18 - 6 * digit) & 63]) }
            text.append(contentsOf: repeatElement(UInt8(ascii: "="), count: 3 - group.count))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for what is not such a text. Line ends are passed over.
    public static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (bits, count, padding) = (0, 0, 0)
        for digit in text where digit != UInt8(ascii: "\n") && digit != UInt8(ascii: "\r") {
            if digit == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            guard padding == 0, let value = digits.firstIndex(of: digit) else { return nil }
            bits = (bits << 6 | value) & 0xFF_FFFF
            count += 1
            if count % 4 == 0 { bytes += [UInt8(bits >> 16), UInt8(bits >> 8 & 255), UInt8(bits & 255)] }
        }
        switch (count % 4, padding) {
        case (0, 0): return bytes
        case (2, 2): return bytes + [UInt8(bits >> 4 & 255)]
        case (3, 1): return bytes + [UInt8(bits >> 10 & 255), UInt8(bits >> 2 & 255)]
        default: return nil
        }
    }
}
