import BelaySource

/// Takes tokens apart into the lines that they are written in.
struct LineReader {
    private let source: SourceText
    private let tokens: [Token]
    private let frozen: FrozenLines
    private var lines: [FormattedLine] = []
    private var current: FormattedLine?
    /// The line ends since the last token that was no line end.
    private var lineEnds = 0
    private var context = FormattingContext()

    static func lines(of source: SourceText, _ tokens: [Token], frozen: FrozenLines) -> [FormattedLine] {
        var reader = LineReader(source: source, tokens: tokens, frozen: frozen)
        for (number, range) in frozen.layout.lines.enumerated() {
            if frozen.contains(number) { reader.keep(range) } else { reader.read(range) }
        }
        reader.endLine()
        reader.indentComments()
        return reader.lines
    }

    private init(source: SourceText, tokens: [Token], frozen: FrozenLines) {
        self.source = source
        self.tokens = tokens
        self.frozen = frozen
    }

    // MARK: Lines with errors

    private mutating func keep(_ range: Range<Int>) {
        endLine()
        for index in range {
            context.pass(tokens[index], isInline: frozen.layout.inlineBraces.contains(index))
        }
        // The last is a line end, or the end of the file.
        let end = tokens[range.upperBound - 1]
        if range.count > 1 {
            var line = FormattedLine(role: .frozen, isAfterSpace: isAfterSpace(.frozen))
            line.frozen = source.lineStarts[source.lineIndex(at: tokens[range.lowerBound].start)]..<end.start
            lines.append(line)
            lineEnds = 0
        }
        if end.kind == .newline { lineEnds += 1 }
        context.beginStatement()
    }

    // MARK: Lines without

    private mutating func read(_ range: Range<Int>) {
        context.beginStatement()
        for index in range {
            let token = tokens[index]
            switch token.kind {
            case .newline:
                endLine()
                lineEnds += 1
            case .end: break
            case .lineContinuation: continueLine(before: index + 1)
            case .leftBrace:
                let isInline = frozen.layout.inlineBraces.contains(index)
                append(index)
                context.open(token, place: place, isInline: isInline)
                if !isInline, tokens[index + 1].kind != .comment { endLine() }
            case .rightBrace:
                if context.isInBlock { endLine() }
                let opening = context.close(token)
                append(index, closing: opening)
            case .leftParenthesis, .leftBracket:
                append(index)
                context.open(token, place: place, isInline: true)
            case .rightParenthesis, .rightBracket:
                let opening = context.close(token)
                append(index, closing: opening)
            case .word, .variable, .text, .sign, .shellLine, .shellBlock, .colon, .comma, .equals, .bar, .less,
                .lessOrEqual, .greater, .greaterOrEqual, .comment, .unexpectedCharacter:
                append(index)
            }
        }
    }

    /// Where the last cell is.
    private var place: (line: Int, cell: Int) { (lines.count, (current?.cells.count ?? 1) - 1) }

    /// A `\` before nothing, or after nothing, is left out.
    private mutating func continueLine(before next: Int) {
        guard current != nil else { return }
        let token = tokens[next]
        let endsStatement =
            token.kind == .newline || token.kind == .end || token.kind == .rightBrace && context.isInBlock
        if endsStatement { return }
        current?.isContinued = true
        endLine()
    }

    private mutating func endLine() {
        guard let line = current else { return }
        lines.append(line)
        current = nil
    }

    private mutating func append(_ index: Int, closing: FormattingContext.Bracket? = nil) {
        let token = tokens[index]
        if current == nil { current = newLine(token, index, closing) }
        let before = current?.cells.isEmpty == false ? tokens[index - 1] : nil
        let gap = before.map { context.gap(between: $0, and: token, in: source) } ?? 0
        context.take(token, after: index > 0 ? tokens[index - 1] : nil, next: tokens[index + 1], in: source)
        let text = text(of: token)
        let isOnOneLine = !text.utf8.contains(UInt8(ascii: "\n"))
        let readGap = before.map { token.start - $0.end } ?? 1
        current?.cells.append(
            FormattedLine.Cell(
                token: token, text: text, gap: gap, readGap: readGap, columns: isOnOneLine ? text.columns : 0,
                isOnOneLine: isOnOneLine))
        lineEnds = 0
    }

    private func text(of token: Token) -> String {
        var end = token.end
        if token.kind == .comment { while source.bytes[end - 1].isBlank { end -= 1 } }
        return String(decoding: source.bytes[token.start..<end], as: UTF8.self)
    }

    private func newLine(_ token: Token, _ index: Int, _ closing: FormattingContext.Bracket?) -> FormattedLine {
        var line = FormattedLine()
        let isFirst = lines.last?.isContinued != true && context.isAtStatement
        if let closing {
            line.role = .rest
            line.indentation =
                closing.kind == .leftBrace
                ? .levels(context.levels) : .closing(line: closing.place.line, cell: closing.place.cell)
        } else if let bracket = context.innerBracket {
            line.role = .rest
            line.indentation = .inside(line: bracket.place.line, cell: bracket.place.cell)
        } else if token.kind == .comment, isFirst {
            line.role = .comment
            line.indentation = .levels(context.levels)
        } else if isFirst {
            line.role = context.hangs(token, next: tokens[index + 1], in: source) ? .hanging : .statement
            line.indentation = .levels(context.levels + (line.role == .hanging ? 1 : 0))
        } else {
            line.role = .rest
            line.indentation = .levels(context.levels + 1)
        }
        line.isAfterSpace = isAfterSpace(line.role, isClosing: closing != nil)
        return line
    }

    /// Nothing is kept free at the beginning of the file and at both ends of a block.
    private func isAfterSpace(_ role: FormattedLine.Role, isClosing: Bool = false) -> Bool {
        guard lineEnds > 1, !isClosing, let last = lines.last else { return false }
        let end = last.cells.last { $0.token.kind != .comment }
        return ![.leftBrace, .leftParenthesis, .leftBracket].contains(end?.token.kind)
    }

    /// A comment is as far in as the line that it is about.
    private mutating func indentComments() {
        var following: FormattedLine?
        for index in lines.indices.reversed() {
            if lines[index].role != .comment {
                following = lines[index]
            } else if let following, following.role == .hanging {
                lines[index].indentation = following.indentation
            }
        }
    }
}
