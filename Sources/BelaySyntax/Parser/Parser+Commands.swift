import BelaySource

extension Parser {
    /// command = sign , B , ( shell-line | raw-block | text-block ) ;
    mutating func parseCommand() throws(ParseAbort) -> CommandSyntax {
        let token = presume(.sign)
        let character = source.bytes[token.start]
        let sign: CommandSign =
            character == UInt8(ascii: "?") ? .reads : character == UInt8(ascii: "$") ? .changes : .destroys
        guard kind == .shellLine || kind == .shellBlock else {
            throw fail(.commandMissing(sign.rawValue, at: span(of: token), isCurable: kind == .end))
        }
        height = 1
        let text = parseShellText()
        return CommandSyntax(
            sign: sign, signSpan: span(of: token), style: text.style, parts: text.parts, commands: text.shape.commands,
            statements: text.shape.statements, isPipeline: text.shape.isPipeline, span: span(from: token.start))
    }

    /// "via" shell-line
    mutating func parseVia() throws(ParseAbort) -> ViaSyntax {
        let start = presume(.via).start
        guard kind == .shellLine else {
            expected.append(.shellText)
            throw unexpected()
        }
        return ViaSyntax(parts: parseShellText().parts, span: span(from: start))
    }

    private typealias ShellTextSyntax = (
        style: CommandSyntax.Style, parts: [CommandPartSyntax], shape: ShellShape
    )

    /// Takes a shell token apart. The lexer has reported errors in its quotes.
    private mutating func parseShellText() -> ShellTextSyntax {
        let token = take()
        guard token.kind == .shellBlock else {
            let slice = SourceSlice(source, from: token.start, to: token.end)
            return gather(token, slice, .line, .atEndOfLine(orBrace: false, orParenthesis: false))
        }
        let slice = SourceSlice(block: source, from: token.start, to: token.end)
        guard source.bytes[token.start] == UInt8(ascii: "'") else {
            return gather(token, slice, .script, .atEndOfBlock(isOpen: false))
        }
        let text = slice.text(slice.range.lowerBound, slice.range.upperBound)
        guard !text.isEmpty else { return (.raw, [], ShellShape()) }
        let span = slice.span(slice.range.lowerBound, slice.range.upperBound)
        var grammar = ShellGrammar(slice, isRaw: true, isLine: false)
        if let problem = grammar.read() { report(problem, in: slice, isCurable: endsText(at: token.end)) }
        return (.raw, [.literal(LiteralSyntax(text: text, span: span))], grammar.shape)
    }

    private mutating func gather(
        _ token: Token, _ slice: SourceSlice, _ style: CommandSyntax.Style, _ ends: ShellWalk.Ends
    ) -> ShellTextSyntax {
        var grammar = ShellGrammar(slice, isRaw: false, isLine: style == .line)
        let problem = grammar.read()
        var walk = ShellWalk(slice, ends: ends, isGathering: true, shape: grammar.shape)
        walk.run()
        // Quotes that are not closed make any grammar look broken.
        if let problem, walk.diagnostics.isEmpty { report(problem, in: slice, isCurable: endsText(at: token.end)) }
        return (style, walk.text.parts, grammar.shape)
    }

    /// Only spaces and line continuations follow.
    func endsText(at offset: Int) -> Bool {
        var offset = offset
        while offset < source.bytes.count {
            if source.bytes[offset] == UInt8(ascii: "\\") {
                let rest = SourceSlice(source, from: offset + 1, to: source.bytes.count)
                guard let next = rest.lineEnd(at: offset + 1) else { return offset + 1 == source.bytes.count }
                offset = next
            } else if source.bytes[offset].isBlank {
                offset += 1
            } else {
                return false
            }
        }
        return true
    }

    /// - Parameter isCurable: the file ends here, so more input may continue the command.
    private mutating func report(_ problem: ShellProblem, in slice: SourceSlice, isCurable: Bool) {
        var diagnostic = Diagnostic.shellGrammar(
            problem, at: slice.span(problem.range.lowerBound, problem.range.upperBound))
        diagnostic.isCurable = isCurable
        report(diagnostic)
    }
}
