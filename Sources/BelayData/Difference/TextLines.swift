/// A text split after its newlines.
struct TextLines {
    /// Each with its newline; only the last can be without.
    let lines: [ByteString]

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var lines: [ByteString] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(ByteString(String(decoding: bytes[start...index], as: UTF8.self)))
            start = index + 1
        }
        if start < bytes.count { lines.append(ByteString(String(decoding: bytes[start...], as: UTF8.self))) }
        self.lines = lines
    }
}
