/// Quoting for a POSIX shell.
enum ShellWord {
    /// The text as exactly one word.
    static func quoted(_ text: String) -> String {
        if !text.isEmpty, text.utf8.allSatisfy(isPlain) { return text }
        // By bytes: a quote with a combining mark behind it is another character to Swift, and still a quote to a shell.
        var quoted: [UInt8] = [UInt8(ascii: "'")]
        for byte in text.utf8 {
            if byte == UInt8(ascii: "'") { quoted += Array("'\\''".utf8) } else { quoted.append(byte) }
        }
        return String(decoding: quoted + [UInt8(ascii: "'")], as: UTF8.self)
    }

    static func joined(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"),
            UInt8(ascii: "@"), UInt8(ascii: ","), UInt8(ascii: "+"):
            true
        case _: false
        }
    }
}
