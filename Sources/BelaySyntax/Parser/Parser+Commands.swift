import BelaySource

extension Parser {
    /// command = sign , B , ( shell-line | raw-block | text-block ) ;
    mutating func parseCommand() throws(Misread) -> CommandSyntax {
        let token = presume(.sign)
        let character = source.bytes[token.start]
        let sign: CommandSign =
            character == UInt8(ascii: "?") ? .reads : character == UInt8(ascii: "$") ? .changes : .destroys
        guard kind == .shellLine || kind == .shellBlock else {
            throw fail(.commandMissing(sign.rawValue, at: span(of: token), isCurable: kind == .end))
        }
        height = 1
        let (style, parts) = parseShellText()
        return CommandSyntax(
            sign: sign, signSpan: span(of: token), style: style, parts: parts, span: span(from: token.start))
    }

    /// "via" shell-line
    mutating func parseVia() throws(Misread) -> ViaSyntax {
        let start = presume(.via).start
        guard kind == .shellLine else {
            wanted.append(.shellText)
            throw unexpected()
        }
        return ViaSyntax(parts: parseShellText().parts, span: span(from: start))
    }

    /// Takes a shell token apart. What is wrong in it the lexer has said.
    private mutating func parseShellText() -> (style: CommandSyntax.Style, parts: [CommandPartSyntax]) {
        let token = take()
        guard token.kind == .shellBlock else {
            let passage = Passage(source, from: token.start, to: token.end)
            let ends = ShellWalk.Ends.atEndOfLine(orBrace: false, orParenthesis: false)
            return (.line, gather(passage, ends))
        }
        let passage = Passage(block: source, from: token.start, to: token.end)
        guard source.bytes[token.start] == UInt8(ascii: "'") else {
            return (.script, gather(passage, .atEndOfBlock(isOpen: false)))
        }
        let text = passage.text(passage.range.lowerBound, passage.range.upperBound)
        guard !text.isEmpty else { return (.raw, []) }
        let span = passage.span(passage.range.lowerBound, passage.range.upperBound)
        return (.raw, [.literal(LiteralSyntax(text: text, span: span))])
    }

    private func gather(_ passage: Passage, _ ends: ShellWalk.Ends) -> [CommandPartSyntax] {
        var walk = ShellWalk(passage, ends: ends, isGathering: true)
        walk.run()
        return walk.text.parts
    }
}
