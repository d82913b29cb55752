/// Values as words of a shell.
public enum ShellWord {
    /// Words that a shell would read as its own at the start of a command.
    private static let reserved: Set<String> = [
        "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "in", "function",
        "select", "time", "coproc",
    ]

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

    /// One word, whatever the text is: as it is when it needs no quotes, else in `'...'`.
    public static func quoted(_ text: String) -> String {
        if !text.isEmpty, text.utf8.allSatisfy(isPlain), !reserved.contains(text) { return text }
        return inQuotes(text)
    }

    /// In `'...'`, whether it needs them or not.
    public static func inQuotes(_ text: String) -> String {
        "'" + text.replacingBytes(of: "'", with: #"'\''"#) + "'"
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
}
