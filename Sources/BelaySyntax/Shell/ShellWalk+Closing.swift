import BelaySource

extension ShellWalk {
    /// On a line, anything still open at the end is an error; in a script, brackets may be the shell's own, as in a
    /// `case`.
    mutating func reportOpenFrames() {
        guard diagnostics.isEmpty else { return }
        if isLine, let last = frames.last, last.kind == .brace, beginsBlock(last) {
            // The line continues as if the command had ended: what follows is the block that was meant.
            diagnostics.append(.braceInCommand(at: slice.span(last.start, last.start + 1)))
            textEnd = last.start
            while textEnd > slice.range.lowerBound, slice.bytes[textEnd - 1].isBlank { textEnd -= 1 }
            return
        }
        guard let frame = frames.first(where: { !isLine ? isQuoting($0) : true }) else { return }
        diagnostics.append(
            .shellNotClosed(
                frame.opening, at: slice.span(frame.start, frame.start + frame.opening.utf8.count), isLine: isLine,
                isCurable: isCurableHere))
    }

    private func isQuoting(_ frame: ShellFrame) -> Bool {
        switch frame.kind {
        case .doubleQuote, .backquote, .expansion, .substitution, .arithmetic: true
        case .parenthesis, .brace, .arithmeticParenthesis: false
        }
    }

    /// A `{` is alone at the end of its line, like that of a block.
    private func beginsBlock(_ frame: ShellFrame) -> Bool {
        guard position < slice.range.upperBound, textEnd == frame.start + 1, frame.start > slice.range.lowerBound
        else { return false }
        return slice.bytes[frame.start - 1].isBlank
    }
}
