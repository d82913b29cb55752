import BelaySource

/// Finds what no file of this language may contain anywhere: bytes that are not UTF-8, control characters, and the
/// invisible characters that make a terminal show something other than what runs.
enum TextValidation {
    static func diagnostics(of source: SourceText) -> [Diagnostic] {
        guard !isPlain(source.bytes) else { return [] }
        var found: [Diagnostic] = []
        var offset = 0
        while offset < source.bytes.count, found.count < SyntaxLimits.diagnostics {
            let byte = source.bytes[offset]
            if byte >= 0x20, byte < 0x7F {
                offset += 1
                continue
            }
            let length = check(source, at: offset, &found)
            offset += max(length, 1)
        }
        return found
    }

    /// All bytes are ASCII, and none is a control character other than tab and LF.
    private static func isPlain(_ bytes: [UInt8]) -> Bool {
        // Without a branch for each byte, so that many are looked at together.
        var odd: UInt8 = 0
        for byte in bytes {
            let isShown: UInt8 = byte &- 0x20 < 0x5F ? 1 : 0
            let isBlank: UInt8 = byte == 0x0A ? 1 : byte == 0x09 ? 1 : 0
            odd |= (isShown | isBlank) ^ 1
        }
        return odd == 0
    }

    /// Checks one character, and returns its length in bytes.
    private static func check(_ source: SourceText, at start: Int, _ found: inout [Diagnostic]) -> Int {
        let first = source.bytes[start]
        let span = { (count: Int) in Span(file: source.file, start: start, end: min(start + count, source.bytes.count))
        }
        if first < 0x80 {
            let isReturn = first == 0x0D && start + 1 < source.bytes.count && source.bytes[start + 1] == 0x0A
            if first != 0x0A, first != 0x09, !isReturn {
                let isCurable = first == 0x0D && start + 1 == source.bytes.count
                found.append(.controlCharacter(UInt32(first), at: span(1), isCurable: isCurable))
            }
            return 1
        }
        guard let scalar = scalar(source.bytes, at: start) else {
            // Bytes that continue a character, after a wrong one, belong to the same mistake.
            var end = start + 1
            while end < source.bytes.count, source.bytes[end] & 0xC0 == 0x80 { end += 1 }
            let isCurable = end == source.bytes.count && isPrefix(source.bytes[start..<end])
            found.append(.notUnicode(at: span(end - start), isCurable: isCurable))
            return end - start
        }
        let length = UTF8.width(scalar)
        if isInvisible(scalar), !(start == 0 && scalar.value == 0xFEFF) {
            found.append(.invisibleCharacter(scalar.value, at: span(length)))
        }
        return length
    }

    private static func scalar(_ bytes: [UInt8], at start: Int) -> Unicode.Scalar? {
        let end = min(start + 4, bytes.count)
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = bytes[start..<end].makeIterator()
        guard case .valid(let encoded) = decoder.parseScalar(from: &iterator) else { return nil }
        return Unicode.UTF8.decode(encoded)
    }

    /// The bytes are the beginning of a longer character.
    private static func isPrefix(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first else { return false }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        return first >= 0xC2 && first <= 0xF4 && bytes.count < length
    }

    /// Controls of the second set, and those that reorder or hide text.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x80...0x9F, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
        default: false
        }
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        scalar.value < 0x80 ? 1 : scalar.value < 0x800 ? 2 : scalar.value < 0x10000 ? 3 : 4
    }
}
