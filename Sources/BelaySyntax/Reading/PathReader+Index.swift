import BelaySource

extension PathReader {
    /// The content between `[` and `]`.
    mutating func readIndex() -> AccessorSyntax.Kind? {
        guard depth < BracketScan.depthLimit else { return fail("fewer nested indexes") }
        skipBlanks()
        defer { skipBlanks() }
        let byte = slice.byte(at: position)
        if byte.isDigit { return readNumber() }
        if byte.isLetter { return readSelection() }
        if let value = readValue() { return .key(value) }
        return fail("a number, a string, a variable or `name=value`")
    }

    private mutating func readNumber() -> AccessorSyntax.Kind? {
        let start = position
        while slice.byte(at: position).isDigit { position += 1 }
        guard let number = Int(slice.text(start, position)) else {
            position = start
            return fail("a smaller number")
        }
        return .index(number)
    }

    private mutating func readSelection() -> AccessorSyntax.Kind? {
        guard let name = readName() else { return nil }
        skipBlanks()
        guard accept("=") else { return fail("`=`") }
        skipBlanks()
        guard let value = readValue() ?? readWord() else { return fail("a word, a string or a variable") }
        return .selection(name, value)
    }

    /// A string or a variable.
    private mutating func readValue() -> ElementSyntax? {
        switch slice.byte(at: position) {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return readText()
        case UInt8(ascii: "$"):
            var reader = PathReader(slice, at: position, depth: depth + 1)
            guard slice.byte(at: position + 1).isLetter, let variable = reader.readVariable(),
                !slice.byte(at: reader.position).isWordByte, slice.byte(at: reader.position) != UInt8(ascii: "$")
            else { return readWord() }
            position = reader.position
            return .variable(variable)
        default: return nil
        }
    }

    private mutating func readText() -> ElementSyntax? {
        let start = position
        let quote = slice.byte(at: start)
        var end = start + 1
        while slice.byte(at: end) != quote {
            guard end < slice.range.upperBound, slice.lineEnd(at: end) == nil else { return nil }
            end += quote == UInt8(ascii: "\"") && slice.byte(at: end) == UInt8(ascii: "\\") ? 2 : 1
        }
        var reader = TextReader(slice, from: start + 1, to: end, isRaw: quote == UInt8(ascii: "'"), depth: depth + 1)
        let parts = reader.readParts()
        guard reader.diagnostics.isEmpty else { return nil }
        position = end + 1
        let style: TextSyntax.Style = quote == UInt8(ascii: "'") ? .raw : .interpolated
        return .text(TextSyntax(style: style, parts: parts, span: slice.span(start, position)))
    }

    private mutating func readWord() -> ElementSyntax? {
        let start = position
        var reader = WordReader(slice, from: start, depth: depth + 1)
        guard let parts = reader.readParts(), reader.position > start else { return nil }
        position = reader.position
        return .word(WordSyntax(parts: parts, span: slice.span(start, position)))
    }
}
