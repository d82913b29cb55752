import BelaySource

extension Lexer {
    /// command = sign , B , ( shell-line | raw-block | text-block ) ;  nil when nothing follows the sign
    mutating func commandText() -> Token? {
        if isText("\"\"\"", at: position) || isText("'''", at: position) {
            let start = position
            let reported = diagnostics.count
            let token = finish(.shellBlock, from: start, to: endOfBlock())
            let isOpen = diagnostics.count > reported
            if bytes[start] == UInt8(ascii: "\"") {
                var walk = ShellWalk(
                    SourceSlice(block: source, from: start, to: token.end), ends: .atEndOfBlock(isOpen: isOpen))
                walk.run()
                walk.diagnostics.forEach { report($0) }
            }
            return token
        }
        return shellLine()
    }

    /// Shell text to the end of its line, or to a bracket that it did not open.
    mutating func shellLine() -> Token? {
        var walk = ShellWalk(
            SourceSlice(source, from: position, to: limit),
            ends: .atEndOfLine(orBrace: openBraces > 0, orParenthesis: brackets.last == .leftParenthesis))
        walk.run()
        walk.diagnostics.forEach { report($0) }
        guard walk.textEnd > position else { return nil }
        return finish(.shellLine, from: position, to: walk.textEnd)
    }
}
