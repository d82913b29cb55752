import BelaySource

/// Paths are read from the bytes: the lexer does not know that something is one.
extension Parser {
    /// path = name { "." name | index } ;
    mutating func parsePath() throws(ParseAbort) -> [AccessorSyntax] {
        guard kind == .word else {
            expected.append(.path)
            throw unexpected()
        }
        var reader = pathReader
        guard let first = reader.readName(), let rest = reader.readAccessors() else { throw badPath(reader) }
        try passPath(to: reader.position)
        return [AccessorSyntax(kind: .field(first.text), span: first.span)] + rest
    }

    /// `.name` or `[` right behind a parenthesis: what is reached inside its value.
    var nextContinuesPath: Bool {
        guard touchesPrevious else { return false }
        if kind == .leftBracket { return true }
        return kind == .word && source.bytes[token.start] == UInt8(ascii: ".")
    }

    /// { "." name | index }
    mutating func parseAccessors() throws(ParseAbort) -> [AccessorSyntax] {
        var reader = pathReader
        guard let accessors = reader.readAccessors(), !accessors.isEmpty else { throw badPath(reader) }
        try passPath(to: reader.position)
        return accessors
    }

    private var pathReader: PathReader {
        PathReader(SourceSlice(source, from: token.start, to: endOfLine(from: token.start)), at: token.start)
    }

    private mutating func badPath(_ reader: PathReader) -> ParseAbort {
        let start = token.start
        let lineEnd = endOfLine(from: start)
        let failure = reader.failure ?? PathReader.Failure(position: start, expected: "a name")
        let place = min(failure.position, max(start, lineEnd - 1))
        return fail(
            .index(
                failure.expected, at: Span(file: source.file, start: place, end: min(place + 1, lineEnd)),
                whole: Span(file: source.file, start: start, end: lineEnd), isCurable: lineEnd == source.bytes.count))
    }

    /// Goes past the tokens of a path that was read. Nothing touches its end.
    private mutating func passPath(to end: Int) throws(ParseAbort) {
        var last = token
        while token.start < end, kind != .end {
            last = token
            advance()
        }
        if token.start == end, kind == .word || kind == .variable {
            throw fail(.pathContinues(source.text(of: here), at: here, isCurable: token.end == source.bytes.count))
        }
        if last.start < end, last.end > end {
            let rest = Span(file: source.file, start: end, end: last.end)
            throw fail(.pathContinues(source.text(of: rest), at: rest, isCurable: rest.end == source.bytes.count))
        }
    }

    private func endOfLine(from start: Int) -> Int {
        let next = source.lineIndex(at: start) + 1
        return next < source.lineStarts.count ? source.lineStarts[next] - 1 : source.bytes.count
    }
}
