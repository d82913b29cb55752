import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// What each word is, for colours: by the lexer, and where the checker knows more, by what it means.
enum SemanticTokensFeature {
    /// In the order of the legend.
    enum Kind: UInt8, CaseIterable {
        case keyword, string, comment, number, `operator`, variable, parameter, function, type, namespace

        var name: String {
            switch self {
            case .keyword: "keyword"
            case .string: "string"
            case .comment: "comment"
            case .number: "number"
            case .operator: "operator"
            case .variable: "variable"
            case .parameter: "parameter"
            case .function: "function"
            case .type: "type"
            case .namespace: "namespace"
            }
        }
    }

    static let legend: DataValue = [
        "tokenTypes": .array(Kind.allCases.map { .string($0.name) }), "tokenModifiers": [],
    ]

    static func tokens(_ cursor: Cursor, in range: PositionRange? = nil) -> DataValue {
        let colours = colours(of: cursor)
        let start = range.map { cursor.lines.offset(of: $0.start) } ?? 0
        let end = range.map { cursor.lines.offset(of: $0.end) } ?? colours.count
        return ["data": .array(encoded(colours, start..<max(start, end), cursor.lines))]
    }

    /// For each byte the number of its kind, plus one; 0 for none.
    private static func colours(of cursor: Cursor) -> [UInt8] {
        var colours = [UInt8](repeating: 0, count: cursor.source.bytes.count)
        func paint(_ start: Int, _ end: Int, _ kind: Kind) {
            for offset in max(0, start)..<max(start, min(end, colours.count)) { colours[offset] = kind.rawValue + 1 }
        }
        let uses = cursor.index.uses.filter { $0.span.file == cursor.file }.map(\.span).sorted { $0.start < $1.start }
        for token in Lexer.lex(cursor.source).tokens {
            if let kind = kind(of: token, cursor, isInPhrase: uses.hold(token.start)) {
                paint(token.start, token.end, kind)
            }
        }
        for occurrence in cursor.index.occurrences where occurrence.span.file == cursor.file {
            let span = occurrence.span
            switch occurrence.symbol {
            case .phrase: paint(span.start, span.end, .function)
            case .type: paint(span.start, span.end, .type)
            case .library: paint(span.start, span.end, .namespace)
            case .name(let bound):
                let kind: Kind = cursor.name(at: bound)?.isGlobal == true ? .variable : .parameter
                paint(span.start - cursor.signLength(before: span.start), span.end, kind)
            }
        }
        return colours
    }

    private static func kind(of token: Token, _ cursor: Cursor, isInPhrase: Bool) -> Kind? {
        switch token.kind {
        case .word:
            let word = cursor.source.text(of: Span(file: cursor.file, start: token.start, end: token.end))
            if word.first?.isNumber == true { return .number }
            return Keyword(rawValue: word) != nil && !isInPhrase ? .keyword : nil
        case .variable: return .variable
        case .text: return .string
        case .sign: return .operator
        case .comment: return .comment
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equals, .bar: return .operator
        case .shellLine, .shellBlock, .leftBrace, .rightBrace, .leftParenthesis, .rightParenthesis, .leftBracket,
            .rightBracket, .colon, .comma, .newline, .lineContinuation, .unexpectedCharacter, .end:
            return nil
        }
    }

    /// Five numbers for each: lines and characters since the one before, length, kind, modifiers. None goes past its line.
    private static func encoded(_ colours: [UInt8], _ range: Range<Int>, _ lines: LineTable) -> [DataValue] {
        var data: [DataValue] = []
        var last = Position(line: 0, character: 0)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let colour = colours[offset]
            let line = lines.line(at: offset)
            let limit = min(lines.endOfLine(line), range.upperBound)
            guard colour > 0, offset < limit else {
                offset =
                    colour > 0
                    ? (line + 1 < lines.starts.count ? lines.starts[line + 1] : range.upperBound) : offset + 1
                continue
            }
            var end = offset
            while end < limit, colours[end] == colour { end += 1 }
            let place = lines.position(at: offset)
            let delta = place.line - last.line
            let characters = delta == 0 ? place.character - last.character : place.character
            data += [delta, characters, lines.units(in: offset..<end), Int(colour) - 1, 0].map { .number($0) }
            last = place
            offset = end
        }
        return data
    }
}

extension [Span] {
    /// One of these, sorted by where they begin, holds an offset.
    fileprivate func hold(_ offset: Int) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].start <= offset { low = middle + 1 } else { high = middle }
        }
        // One may lie in another, though not in many.
        return self[Swift.max(0, low - 8)..<low].contains { $0.start <= offset && offset < $0.end }
    }
}
