import BelaySource

extension Parser {
    /// name = letter { letter | digit | "_" } ;
    mutating func parseName() throws(ParseAbort) -> NameSyntax {
        guard kind == .word else {
            if kind == .variable { throw fail(.binderWithSign(source.text(of: here), at: here)) }
            expected.append(.name)
            throw unexpected()
        }
        guard source.bytes[token.start].isLetter,
            source.bytes[token.start..<token.end].allSatisfy({ $0.isNameByte })
        else { throw fail(.notAName(source.text(of: here), at: here)) }
        let span = self.span(of: take())
        return NameSyntax(text: source.text(of: span), span: span)
    }

    /// word = wordchar { wordchar } ;
    mutating func parseWord() throws(ParseAbort) -> WordSyntax {
        guard nextIs(.word) else { throw unexpected() }
        let token = presume(.word)
        var reader = WordReader(SourceSlice(source, from: token.start, to: token.end), from: token.start)
        guard let parts = reader.readParts() else {
            throw fail(
                .interpolation(
                    reader.failure?.expected ?? "`}`", at: span(of: token), isCurable: token.end == source.bytes.count))
        }
        return WordSyntax(parts: parts, span: span(of: token))
    }

    /// A word without names.
    mutating func parseLiteralWord() throws(ParseAbort) -> WordSyntax {
        guard kind == .word else {
            expected.append(.literalWord)
            throw unexpected()
        }
        let word = try parseWord()
        if word.literal == nil { report(.nameInWord(source.text(of: word.span), at: word.span)) }
        return word
    }

    /// variable = "$" name { "." name | index } ;
    mutating func parseVariable() throws(ParseAbort) -> VariableSyntax {
        let token = presume(.variable)
        var reader = PathReader(SourceSlice(source, from: token.start, to: token.end), at: token.start)
        guard let variable = reader.readVariable(), reader.position == token.end else {
            let place = min(reader.failure?.position ?? reader.position, token.end - 1)
            throw fail(
                .index(
                    reader.failure?.expected ?? "`.field` or an index",
                    at: Span(file: source.file, start: place, end: place + 1), whole: span(of: token),
                    isCurable: token.end == source.bytes.count))
        }
        return variable
    }

    /// text = '"' ... '"' | "'" ... "'" | text-block | raw-block ;
    mutating func parseText() throws(ParseAbort) -> TextSyntax {
        guard kind == .text else {
            expected.append(.text)
            throw unexpected()
        }
        let token = presume(.text)
        let first = source.bytes[token.start]
        let isRaw = first == UInt8(ascii: "'")
        let isBlock = isBlock(token)
        let slice: SourceSlice
        if isBlock {
            slice = SourceSlice(block: source, from: token.start, to: token.end)
        } else {
            let isClosed = token.end > token.start + 1 && source.bytes[token.end - 1] == first
            slice = SourceSlice(source, from: token.start + 1, to: token.end - (isClosed ? 1 : 0))
        }
        var reader = TextReader(slice, from: slice.range.lowerBound, to: slice.range.upperBound, isRaw: isRaw)
        let parts = reader.readParts()
        for var diagnostic in reader.diagnostics {
            // A string that is cut off by the end may continue in any way; that it is not closed has been reported.
            diagnostic.isCurable = token.end == source.bytes.count
            report(diagnostic)
        }
        let style: TextSyntax.Style = isBlock ? (isRaw ? .rawBlock : .interpolatedBlock) : isRaw ? .raw : .interpolated
        return TextSyntax(style: style, parts: parts, span: span(of: token))
    }

    /// A string or shell block begins with three quotes.
    func isBlock(_ token: Token) -> Bool {
        let first = source.bytes[token.start]
        return token.end - token.start >= 3 && source.bytes[token.start + 1] == first
            && source.bytes[token.start + 2] == first
    }
}
