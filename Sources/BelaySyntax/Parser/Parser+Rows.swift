import BelaySource

extension Parser {
    /// row = element { element } { name "=" element } ;  no space around this "="; options last
    mutating func parseRow() throws(ParseAbort) -> PhraseUseSyntax {
        let start = token.start
        var elements = [try parseElement()]
        var options: [PhraseUseSyntax.Option] = []
        var tallest = height
        while nextBeginsElement {
            if touchesPrevious {
                report(.spaceMissing(at: here, isParenthesis: kind == .leftParenthesis, isCurable: isCutIndex))
            }
            if nextIsOption {
                options.append(try parseOption())
            } else if let last = options.last {
                let row = keyword?.followsValue == true ? source.text(of: self.span(from: start)) : nil
                throw fail(
                    .elementAfterOption(
                        last.name.text, at: here, option: last.name.span, operated: row, isCurable: isCutWord))
            } else {
                elements.append(try parseElement())
            }
            tallest = max(tallest, height)
        }
        expected += [.element, .option]
        try raise(above: tallest)
        return PhraseUseSyntax(elements: elements, options: options, span: span(from: start))
    }

    private var nextIsOption: Bool {
        kind == .word && following.kind == .equals && following.start == token.end
    }

    private mutating func parseOption() throws(ParseAbort) -> PhraseUseSyntax.Option {
        let name = try parseName()
        let equals = presume(.equals)
        guard token.start == equals.end || kind == .end else {
            throw fail(.spaceAfterEquals(name.text, at: span(of: equals)))
        }
        return PhraseUseSyntax.Option(name: name, value: try parseElement())
    }

    /// plain = letter { letter | digit | "_" | "-" } ;
    func isPlainWord(_ token: Token) -> Bool {
        guard token.kind == .word, source.bytes[token.start].isLetter else { return false }
        return source.bytes[token.start..<token.end].allSatisfy { $0.isNameByte || $0 == UInt8(ascii: "-") }
    }
}
