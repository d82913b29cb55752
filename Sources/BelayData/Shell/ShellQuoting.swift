/// Texts as words of a POSIX shell.
public enum ShellQuoting {
    /// Words that a shell would read as its own at the start of a command.
    public static let reservedWords: Set<String> = [
        "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "in", "function",
        "select", "time", "coproc",
    ]

    /// One word, whatever the text is: as it is when it needs no quotes, else in `'...'`.
    public static func quoted(_ text: String) -> String { isPlain(text) ? text : inQuotes(text) }

    /// Several words, with a space between them.
    public static func joined(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    /// In `'...'`, whether it needs them or not.
    public static func inQuotes(_ text: String) -> String {
        // By bytes: a quote with a combining mark behind it is another character to Swift, and still a quote to a shell.
        var quoted: [UInt8] = [UInt8(ascii: "'")]
        for byte in text.utf8 {
            if byte == UInt8(ascii: "'") { quoted += Array("'\\''".utf8) } else { quoted.append(byte) }
        }
        return String(decoding: quoted + [UInt8(ascii: "'")], as: UTF8.self)
    }

    /// The text as it is written inside `"..."`.
    public static func escapedForDoubleQuotes(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            if character == "\\" || character == "\"" || character == "$" || character == "`" { escaped += "\\" }
            escaped.unicodeScalars.append(character)
        }
        return escaped
    }

    private static func isPlain(_ text: String) -> Bool {
        // fish, into which commands are pasted, reads `%self` at the start of a word.
        guard let first = text.utf8.first, first != UInt8(ascii: "%") else { return false }
        return text.utf8.allSatisfy(isPlain) && !reservedWords.contains(text)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"),
            UInt8(ascii: "@"), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: ","):
            true
        default:
            false
        }
    }
}
