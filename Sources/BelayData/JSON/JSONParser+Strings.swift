extension JSONParser {
    /// `'"' { character | escape } '"'`
    mutating func parseString() throws(JSONError) -> String {
        let start = offset
        offset += 1
        let end = try skipPlainCharacters(openedAt: start)
        if bytes[end] == UInt8(ascii: "\"") {
            offset = end + 1
            return try text(of: start + 1..<end)
        }
        return try parseStringWithEscapes(openedAt: start)
    }

    private mutating func parseStringWithEscapes(openedAt start: Int) throws(JSONError) -> String {
        var text = ""
        offset = start + 1
        while true {
            let end = try skipPlainCharacters(openedAt: start)
            text += try self.text(of: offset..<end)
            offset = end + 1
            if bytes[end] == UInt8(ascii: "\"") { return text }
            text.unicodeScalars.append(try parseEscape(openedAt: start))
        }
    }

    /// The offset of the next double quote or backslash.
    private func skipPlainCharacters(openedAt start: Int) throws(JSONError) -> Int {
        var index = offset
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
            if byte < 0x20 {
                throw error("unescaped control character in a string", at: index)
            }
            index += 1
        }
        let opening = TextPosition(offset: start, in: bytes)
        throw error("the string that was opened at \(opening) is never closed", at: bytes.count)
    }

    private func text(of range: Range<Int>) throws(JSONError) -> String {
        if let text = String(validating: bytes[range], as: UTF8.self) { return text }
        let valid = UTF8Prefix.length(of: bytes[range])
        throw error("a byte in the string is not UTF-8", at: range.lowerBound + valid)
    }

    /// The rest of an escape after its backslash: one of `"\/bfnrt`, or `u` and four hexadecimal digits.
    private mutating func parseEscape(openedAt start: Int) throws(JSONError) -> Unicode.Scalar {
        guard let byte = next else {
            let opening = TextPosition(offset: start, in: bytes)
            throw error("the string that was opened at \(opening) is never closed", at: offset)
        }
        let place = offset - 1
        offset += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try parseUnicodeEscape(at: place)
        default:
            offset -= 1
            throw error("expected an escape after the backslash, found \(foundHere())", at: offset)
        }
    }

    /// Characters beyond the first plane are two escapes: a high surrogate and a low one.
    private mutating func parseUnicodeEscape(at place: Int) throws(JSONError) -> Unicode.Scalar {
        let first = try parseFourDigits(at: place)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(UInt16(first)), accept("\\"), accept("u") else {
            throw error("half of a surrogate pair", at: place)
        }
        let second = try parseFourDigits(at: place)
        guard UTF16.isTrailSurrogate(UInt16(second)) else {
            throw error("half of a surrogate pair", at: place)
        }
        return UTF16.decode(UTF16.EncodedScalar([UInt16(first), UInt16(second)]))
    }

    private mutating func parseFourDigits(at place: Int) throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = next?.hexadecimalValue else {
                throw error("expected four hexadecimal digits after \\u", at: place)
            }
            value = value << 4 | UInt32(digit)
            offset += 1
        }
        return value
    }
}
