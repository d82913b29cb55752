import BelaySource

extension Lexer {
    /// The byte there, or NUL beyond the end.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 { offset < limit ? bytes[offset] : 0 }

    func span(_ start: Int, _ end: Int) -> Span { Span(file: source.file, start: start, end: end) }

    mutating func report(_ diagnostic: Diagnostic) {
        guard diagnostics.count < SyntaxLimits.diagnostics else { return }
        diagnostics.append(diagnostic)
    }

    /// The offset after a line end that begins there, or nil.
    func lineEnd(at offset: Int) -> Int? {
        switch byte(at: offset) {
        case UInt8(ascii: "\n"): offset + 1
        case UInt8(ascii: "\r") where byte(at: offset + 1) == UInt8(ascii: "\n"): offset + 2
        default: nil
        }
    }

    /// A `\` at the end of a line, which continues it on the next one.
    func isLineContinuation(at offset: Int) -> Bool {
        byte(at: offset) == UInt8(ascii: "\\") && lineEnd(at: offset + 1) != nil
    }

    func isBlankOrLineEnd(at offset: Int) -> Bool {
        offset >= limit || bytes[offset].isBlank || lineEnd(at: offset) != nil
    }

    /// The end of the line without its line end.
    func endOfLine(from offset: Int) -> Int {
        let bytes = self.bytes.span
        var end = offset
        while end < limit, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        if end < limit, end > offset, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return end
    }

    /// A `#` begins a comment: at the start of a line or after a space.
    func beginsComment(at offset: Int) -> Bool {
        offset == 0 || bytes[offset - 1].isBlank || bytes[offset - 1] == UInt8(ascii: "\n")
    }

    func isText(_ text: StaticString, at offset: Int) -> Bool {
        guard offset + text.utf8CodeUnitCount <= limit else { return false }
        for index in 0..<text.utf8CodeUnitCount where bytes[offset + index] != text.utf8Start[index] { return false }
        return true
    }
}
