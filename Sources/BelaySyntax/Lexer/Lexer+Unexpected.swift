import BelaySource

extension Lexer {
    /// Covers characters that have no meaning in the language, and reports a run of them once.
    mutating func unexpectedCharacter() -> Token {
        let start = position
        var end = start + 1
        while end < limit, isUnexpectedRun(bytes[start], bytes[end]) { end += 1 }
        let characters = String(decoding: bytes[start..<end], as: UTF8.self)
        // A letter that is cut off by the end may be the beginning of anything.
        report(
            .unexpectedCharacter(characters, at: span(start, end), isCurable: end == limit && mayContinue(bytes[start]))
        )
        let before = expectation
        let token = finish(.unexpectedCharacter, from: start, to: end)
        if bytes[start] == UInt8(ascii: "?") || bytes[start] == UInt8(ascii: "!") { expectation = before }
        return token
    }

    private func isUnexpectedRun(_ first: UInt8, _ next: UInt8) -> Bool {
        if first >= 0x80 { return next >= 0x80 }
        switch first {
        case UInt8(ascii: "&"), UInt8(ascii: "!"): return next == first || next == UInt8(ascii: "=")
        case UInt8(ascii: ";"): return next == first
        case UInt8(ascii: "$"): return next.isNameByte
        default: return first < 0x20 && next < 0x20 && next != UInt8(ascii: "\n") && next != UInt8(ascii: "\t")
        }
    }

    private func mayContinue(_ first: UInt8) -> Bool {
        first >= 0x80 || first == UInt8(ascii: "$") || first == UInt8(ascii: "\\")
    }
}
