import BelaySource

/// Decides whether more input could cure an error at the end.
extension Parser {
    var isCurableHere: Bool {
        if kind == .end || isCutSign || isCutColon || isCutIndex { return true }
        guard isCutWord else { return false }
        let letters = source.text(of: here)
        return expected.contains { $0.couldBegin(with: letters) }
    }

    /// A word at the end of the input may be the beginning of another.
    var isCutWord: Bool { kind == .word && token.end == source.bytes.count }

    /// A word at the end that may become one of these.
    func isCutWord(of keywords: [Keyword]) -> Bool {
        guard isCutWord else { return false }
        let letters = source.text(of: here)
        return keywords.contains { $0.rawValue.hasPrefix(letters) }
    }

    /// A `$` at the end may become a variable.
    private var isCutSign: Bool {
        kind == .sign && token.end == source.bytes.count && source.bytes[token.start] == UInt8(ascii: "$")
    }

    /// A `:` at the end may become a word.
    private var isCutColon: Bool { kind == .colon && token.end == source.bytes.count }

    /// `$list[` whose index is cut off by the end.
    var isCutIndex: Bool {
        guard kind == .leftBracket, touchesPrevious, tokens[index - 1].kind == .variable else { return false }
        return !source.bytes[token.start...].contains(UInt8(ascii: "\n"))
    }

    /// Where on the last line a `${` or an index begins whose bracket is cut off by the end of the text: what comes after it
    /// was read as something else, so more input may cure whatever was found there. Nil without one.
    var startOfCutBracket: Int? {
        let bytes = source.bytes
        let line = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let scan = BracketScan(bytes: bytes, limit: bytes.count)
        return (line..<bytes.count).first { start in
            switch bytes[start] {
            case UInt8(ascii: "$"):
                start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: "{") && scan.close(from: start + 1) == nil
            case UInt8(ascii: "["):
                start > line && (bytes[start - 1].isNameByte || bytes[start - 1] == UInt8(ascii: "]"))
                    && scan.close(from: start) == nil
            default: false
            }
        }
    }
}
