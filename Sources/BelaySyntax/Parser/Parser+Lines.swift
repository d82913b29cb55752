import BelaySource

/// Rows of words, and blocks whose lines are no statements.
extension Parser {
    /// word { "," word }
    mutating func parseWords() throws(ParseAbort) -> [WordSyntax] {
        var words = [try parseLiteralWord()]
        while accept(.comma) { words.append(try parseLiteralWord()) }
        return words
    }

    /// "{" { EOL } [ line { EOL { EOL } line } { EOL } ] "}"
    mutating func parseLines<Line>(
        _ parseLine: (inout Parser) throws(ParseAbort) -> Line
    ) throws(ParseAbort) -> [Line] {
        let opening = try expect(.leftBrace)
        var lines: [Line] = []
        while true {
            while kind == .newline { advance() }
            guard !nextIs(.rightBrace) else { break }
            if kind == .end { throw fail(.notClosed("{", opened: span(of: opening), at: here, isCurable: true)) }
            do throws(ParseAbort) {
                lines.append(try parseLine(&self))
                guard kind == .newline || kind == .rightBrace || kind == .end else {
                    expected.append(.endOfLine)
                    throw unexpected()
                }
            } catch {
                recover()
            }
        }
        presume(.rightBrace)
        return lines
    }
}
