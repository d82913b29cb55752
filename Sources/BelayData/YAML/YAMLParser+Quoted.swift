extension YAMLParser {
    mutating func parseQuotedNode() throws(YAMLError) -> YAMLNode {
        let start = offset
        let text = try parseQuoted()
        return YAMLNode(
            content: .scalar(YAMLScalar(style: .quoted, value: .string(text), text: text)), range: start..<offset)
    }

    /// The offset after the closing quote if it is on the same line.
    var endOfQuotedOnLine: Int? {
        let quote = bytes[offset]
        var index = offset + 1
        while index < bytes.count, !isBreak(index) {
            switch bytes[index] {
            case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""): index += 1
            case quote where quote == UInt8(ascii: "'") && byte(at: index + 1) == quote: index += 1
            case quote: return index + 1
            default: break
            }
            index += 1
        }
        return nil
    }

    /// A string in single or double quotes, over one line or several.
    mutating func parseQuoted() throws(YAMLError) -> String {
        let start = offset
        let quote = bytes[offset]
        offset += 1
        var text: [UInt8] = []
        // Spaces at the end of a line are dropped, but not those from an escape.
        var kept = 0
        while let byte = next {
            switch byte {
            case quote where quote == UInt8(ascii: "'") && self.byte(at: offset + 1) == quote:
                text.append(quote)
                offset += 2
            case quote:
                offset += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""):
                try parseEscape(into: &text)
                kept = text.count
            case 0x0A, 0x0D:
                while text.count > kept, text.last == 0x20 || text.last == 0x09 { text.removeLast() }
                let breaks = try takeBreaks(openedAt: start)
                text += breaks == 1 ? [0x20] : Array(repeating: 0x0A, count: breaks - 1)
                kept = text.count
            default:
                text.append(byte)
                offset += 1
            }
        }
        throw neverClosed(start)
    }

    private func neverClosed(_ start: Int) -> YAMLError {
        error("this quote is never closed", at: start)
    }

    /// Goes to the next line with content and counts the line ends before it.
    private mutating func takeBreaks(openedAt start: Int) throws(YAMLError) -> Int {
        var breaks = 0
        while isBreak(offset) {
            takeBreak()
            breaks += 1
            if isAnyMarker { throw neverClosed(start) }
            skipBlanks()
        }
        return breaks
    }

    private mutating func parseEscape(into text: inout [UInt8]) throws(YAMLError) {
        let place = offset
        offset += 1
        guard let byte = next else { throw error("the input ends with a backslash inside quotes", at: place) }
        if isBreak(offset) {
            let breaks = try takeBreaks(openedAt: place)
            text += Array(repeating: 0x0A, count: breaks - 1)
            return
        }
        offset += 1
        let scalar: Unicode.Scalar =
            switch byte {
            case UInt8(ascii: "0"): "\0"
            case UInt8(ascii: "a"): "\u{7}"
            case UInt8(ascii: "b"): "\u{8}"
            case UInt8(ascii: "t"), 0x09: "\t"
            case UInt8(ascii: "n"): "\n"
            case UInt8(ascii: "v"): "\u{B}"
            case UInt8(ascii: "f"): "\u{C}"
            case UInt8(ascii: "r"): "\r"
            case UInt8(ascii: "e"): "\u{1B}"
            case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "\\"): Unicode.Scalar(byte)
            case UInt8(ascii: "N"): "\u{85}"
            case UInt8(ascii: "_"): "\u{A0}"
            case UInt8(ascii: "L"): "\u{2028}"
            case UInt8(ascii: "P"): "\u{2029}"
            case UInt8(ascii: "x"): try parseCode(digits: 2, at: place)
            case UInt8(ascii: "u"): try parseCode(digits: 4, at: place)
            case UInt8(ascii: "U"): try parseCode(digits: 8, at: place)
            default:
                throw error(
                    "this backslash does not begin an escape; inside double quotes, write a backslash twice", at: place)
            }
        text += Array(String(scalar).utf8)
    }

    /// Two escapes that are the halves of a surrogate pair are one character, as in JSON.
    private mutating func parseCode(digits: Int, at place: Int) throws(YAMLError) -> Unicode.Scalar {
        let first = try parseDigits(digits, at: place)
        if let scalar = Unicode.Scalar(first) { return scalar }
        if digits == 4, first < 0xDC00, next == UInt8(ascii: "\\"), byte(at: offset + 1) == UInt8(ascii: "u") {
            offset += 2
            let second = try parseDigits(4, at: place)
            if (0xDC00...0xDFFF).contains(second) {
                return UTF16.decode(UTF16.EncodedScalar([UInt16(first), UInt16(second)]))
            }
        }
        throw error("no character has this code", at: place)
    }

    private mutating func parseDigits(_ count: Int, at place: Int) throws(YAMLError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = next?.hexadecimalValue else {
                throw error("expected \(count) hexadecimal digits in this escape", at: place)
            }
            value = value << 4 | UInt32(digit)
            offset += 1
        }
        return value
    }
}
