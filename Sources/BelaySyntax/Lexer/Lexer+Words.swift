import BelaySource

extension Lexer {
    /// word = wordchar { wordchar } ;  a ":" before a space ends it and is a token of its own
    mutating func word() -> Token {
        let start = position
        let end = endOfWord(from: start)
        if end == start { return finish(.colon, from: start, to: start + 1) }
        let mayBeginShell = expectation == .statement
        let token = finish(.word, from: start, to: end)
        if mayBeginShell, end - start == 3, isText("via", at: start) { expectation = .shellLine }
        return token
    }

    func endOfWord(from start: Int) -> Int {
        let bytes = self.bytes.span
        var end = start
        while end < limit {
            let byte = bytes[end]
            if byte.isWordByte {
                if byte == UInt8(ascii: ":"), isBlankOrLineEnd(at: end + 1) { return end }
                end += 1
            } else if byte == UInt8(ascii: "$"), let next = endOfInterpolation(at: end) {
                end = next
            } else {
                return end
            }
        }
        return end
    }

    /// `$name` or `${path}`; for a `${` that is not closed on its line, only the two bytes.
    private func endOfInterpolation(at start: Int) -> Int? {
        let next = byte(at: start + 1)
        if next.isLetter { return endOfName(from: start + 1) }
        guard next == UInt8(ascii: "{") else { return nil }
        return BracketScan(bytes: bytes, limit: limit).close(from: start + 1) ?? start + 2
    }

    private func endOfName(from start: Int) -> Int {
        let bytes = self.bytes.span
        var end = start
        while end < limit, bytes[end].isNameByte { end += 1 }
        return end
    }

    /// `$` is a variable or a word before a name, a sign before a space.
    mutating func dollar() -> Token {
        let start = position
        let next = byte(at: start + 1)
        if next == UInt8(ascii: "{") { return word() }
        guard next.isLetter else { return sign() }
        let end = endOfVariable(from: start)
        if endOfWord(from: end) > end { return word() }
        return finish(.variable, from: start, to: end)
    }

    /// variable = "$" name { "." name | index } ;  after an index a "." at the very end waits for its name
    private func endOfVariable(from start: Int) -> Int {
        var end = endOfName(from: start + 1)
        while end < limit {
            let isLast = end + 1 == limit && bytes[end - 1] == UInt8(ascii: "]")
            if bytes[end] == UInt8(ascii: "."), isLast || byte(at: end + 1).isLetter {
                end = endOfName(from: end + 1)
            } else if bytes[end] == UInt8(ascii: "["),
                let close = BracketScan(bytes: bytes, limit: limit).close(from: end)
            {
                end = close
            } else {
                break
            }
        }
        return end
    }

    /// sign = "?" | "$" | "!" ;  before a space
    mutating func sign() -> Token {
        let start = position
        guard isBlankOrLineEnd(at: start + 1) else { return unexpectedCharacter() }
        let token = finish(.sign, from: start, to: start + 1)
        expectation = .command
        return token
    }
}
