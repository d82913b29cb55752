import BelaySource

extension Lexer {
    /// text = '"' ... '"' | "'" ... "'" | text-block | raw-block ;
    mutating func text() -> Token {
        if isText("\"\"\"", at: position) || isText("'''", at: position) {
            return finish(.text, from: position, to: endOfBlock())
        }
        return finish(.text, from: position, to: endOfLineText())
    }

    /// The offset after the quote that closes the string, or the end of its line.
    private mutating func endOfLineText() -> Int {
        let start = position
        let quote = bytes[start]
        let isRaw = quote == UInt8(ascii: "'")
        var offset = start + 1
        while offset < limit {
            let byte = bytes[offset]
            if byte == quote { return offset + 1 }
            if byte < UInt8(ascii: " "), lineEnd(at: offset) != nil { break }
            if !isRaw, byte == UInt8(ascii: "\\") {
                offset += lineEnd(at: offset + 1) == nil ? 2 : 1
            } else if !isRaw, byte == UInt8(ascii: "$"), self.byte(at: offset + 1) == UInt8(ascii: "{"),
                let close = BracketScan(bytes: bytes, limit: limit).close(from: offset + 1)
            {
                offset = close
            } else {
                offset += 1
            }
        }
        let end = min(offset, limit)
        report(.textNotClosed(quote, at: span(start, end), isCurable: end == limit))
        return end
    }

    /// The offset after the three quotes that close the block at the position, or the end of the file.
    mutating func endOfBlock() -> Int {
        let start = position
        let quote = bytes[start]
        let isRaw = quote == UInt8(ascii: "'")
        var offset = start + 3
        while offset < limit {
            let byte = bytes[offset]
            if byte == quote, self.byte(at: offset + 1) == quote, self.byte(at: offset + 2) == quote {
                return offset + 3
            }
            offset += !isRaw && byte == UInt8(ascii: "\\") ? 2 : 1
        }
        report(.blockNotClosed(quote, at: span(start, start + 3), isCurable: true))
        return limit
    }
}
