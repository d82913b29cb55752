import BelaySource

/// Decides whether more input could cure an error at the end.
extension Parser {
    var isCurableHere: Bool {
        if kind == .end || isCutSign || isCutIndex { return true }
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

    /// `$list[` whose index is cut off by the end.
    var isCutIndex: Bool {
        guard kind == .leftBracket, touchesPrevious, tokens[index - 1].kind == .variable else { return false }
        return !source.bytes[token.start...].contains(UInt8(ascii: "\n"))
    }
}
