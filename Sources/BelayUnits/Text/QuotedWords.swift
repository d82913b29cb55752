/// The words of a line of a unit file: separated by spaces, with quotes around a word or a part of it, and with the escapes
/// of C, see systemd.syntax(7).
struct QuotedWords {
    /// A word and whether any of it was quoted: a lone `;` separates commands, a quoted one does not.
    struct Word: Hashable, Sendable {
        var text: String
        var isQuoted: Bool
    }

    /// - Throws: for a quote that is not closed.
    static func split(_ line: String) throws(UnitProblem) -> [Word] {
        var words = QuotedWords(rest: Array(line.utf8)[...])
        return try words.read(from: line)
    }

    private var rest: ArraySlice<UInt8>
    private var words: [Word] = []
    private var bytes: [UInt8] = []
    private var isInWord = false
    private var isQuoted = false
    private var quote: UInt8?

    private init(rest: ArraySlice<UInt8>) { self.rest = rest }

    private mutating func read(from line: String) throws(UnitProblem) -> [Word] {
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\\"):
                isInWord = true
                readEscape()
            case quote:
                quote = nil
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard quote == nil else {
                    bytes.append(byte)
                    continue
                }
                (quote, isQuoted, isInWord) = (byte, true, true)
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                if quote == nil { endWord() } else { bytes.append(byte) }
            default:
                isInWord = true
                bytes.append(byte)
            }
        }
        if quote != nil { throw UnitProblem("unbalanced quoting in \(line)") }
        endWord()
        return words
    }

    private mutating func endWord() {
        if isInWord { words.append(Word(text: String(decoding: bytes, as: UTF8.self), isQuoted: isQuoted)) }
        (bytes, isInWord, isQuoted) = ([], false, false)
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
        UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11, UInt8(ascii: "s"): 32, UInt8(ascii: "\\"): 92,
        UInt8(ascii: "\""): 34, UInt8(ascii: "'"): 39,
    ]

    private mutating func readEscape() {
        guard let letter = rest.first else { return bytes.append(UInt8(ascii: "\\")) }
        if let escaped = Self.escapes[letter] {
            rest = rest.dropFirst()
            bytes.append(escaped)
        } else if letter == UInt8(ascii: "x"), let number = number(digits: 2, radix: 16, after: 1) {
            bytes.append(number)
        } else if let number = number(digits: 3, radix: 8, after: 0) {
            bytes.append(number)
        } else {
            // Whatever else follows is taken with its backslash, `\;` among it.
            bytes += [UInt8(ascii: "\\"), letter]
            rest = rest.dropFirst()
        }
    }

    private mutating func number(digits: Int, radix: Int, after prefix: Int) -> UInt8? {
        let text = rest.dropFirst(prefix).prefix(digits)
        guard text.count == digits, let number = UInt8(String(decoding: text, as: UTF8.self), radix: radix) else {
            return nil
        }
        rest = rest.dropFirst(prefix + digits)
        return number
    }
}
