/// Decides whether a command needs a shell. One without shell syntax is started directly, which saves a process and
/// gives the program's own words when the program is missing.
public enum DirectStart {
    /// The words of a command, quotes taken off; `nil` where only a shell knows what it means: any unquoted character
    /// that some shell treats specially, a first word that is a shell's own, no word at all. In doubt it is `nil`.
    public static func words(of script: String) -> [String]? {
        guard let words = DirectWords(script).read(), let program = words.first else { return nil }
        guard let first = program.utf8.first, first != UInt8(ascii: "-") else { return nil }
        guard !program.utf8.contains(UInt8(ascii: "=")), !ShellBuiltin.names.contains(program) else { return nil }
        return words
    }
}

/// Splits the bytes of a command into words, as far as that is without doubt.
private struct DirectWords {
    private let bytes: [UInt8]
    private var place = 0
    private var words: [String] = []
    /// `nil` between words: a quoted nothing is a word.
    private var word: [UInt8]?

    init(_ script: String) {
        let isBlank = { (byte: UInt8) in
            byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
        }
        let start = script.utf8.drop(while: isBlank)
        var bytes = Array(start)
        while let last = bytes.last, isBlank(last), !Self.isEscaped(bytes.count - 1, bytes) { bytes.removeLast() }
        self.bytes = bytes
    }

    /// True if an odd number of backslashes precedes it.
    private static func isEscaped(_ place: Int, _ bytes: [UInt8]) -> Bool {
        bytes[..<place].reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
    }

    consuming func read() -> [String]? {
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            let isUnderstood =
                switch byte {
                case UInt8(ascii: " "), UInt8(ascii: "\t"): endWord()
                case UInt8(ascii: "'"): readSingleQuoted()
                case UInt8(ascii: "\""): readDoubleQuoted()
                case UInt8(ascii: "\\"): readEscaped()
                case UInt8(ascii: "#") where word == nil: false
                case UInt8(ascii: "!") where words.isEmpty && word == nil: false
                case _ where Self.special.contains(byte): false
                case _: append(byte)
                }
            guard isUnderstood else { return nil }
        }
        _ = endWord()
        return words
    }

    private static let special = Set("|&;<>()$`*?[{}~\n\0".utf8)

    private mutating func append(_ byte: UInt8) -> Bool {
        word = (word ?? []) + [byte]
        return true
    }

    private mutating func endWord() -> Bool {
        guard let ended = word else { return true }
        words.append(String(decoding: ended, as: UTF8.self))
        word = nil
        return true
    }

    private mutating func readSingleQuoted() -> Bool {
        guard let end = bytes[place...].firstIndex(of: UInt8(ascii: "'")) else { return false }
        word = (word ?? []) + bytes[place..<end]
        place = end + 1
        return true
    }

    private mutating func readDoubleQuoted() -> Bool {
        var text = word ?? []
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                word = text
                return true
            case UInt8(ascii: "$"), UInt8(ascii: "`"): return false
            case UInt8(ascii: "\\"):
                guard place < bytes.count else { return false }
                let next = bytes[place]
                place += 1
                switch next {
                case UInt8(ascii: "\n"): break
                case UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(next)
                case _: text += [byte, next]
                }
            case _: text.append(byte)
            }
        }
        return false
    }

    private mutating func readEscaped() -> Bool {
        guard place < bytes.count else { return false }
        let next = bytes[place]
        place += 1
        return next == UInt8(ascii: "\n") ? true : append(next)
    }
}
