import BelaySource

extension ShellWalk {
    mutating func stepUnquoted() {
        switch slice.bytes[position] {
        case UInt8(ascii: " "), UInt8(ascii: "\t"): position += 1
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): stepLineEnd()
        case UInt8(ascii: "\\"): stepBackslash()
        case UInt8(ascii: "'"): takeSingleQuotes(from: position + 1)
        case UInt8(ascii: "\""): push(.doubleQuote, length: 1)
        case UInt8(ascii: "`"): stepBackquote()
        case UInt8(ascii: "$"): stepDollar(mayQuote: true)
        case UInt8(ascii: "#"): stepNumberSign()
        case UInt8(ascii: "<"): stepLess()
        case UInt8(ascii: "("): push(.parenthesis, length: 1)
        case UInt8(ascii: "{"): push(.brace, length: 1)
        case UInt8(ascii: ")"): close(.parenthesis, or: .substitution, ends: endsAtParenthesis)
        case UInt8(ascii: "}"): close(.brace, or: .brace, ends: endsAtBrace)
        default: takeWordBytes()
        }
    }

    private mutating func stepLineEnd() {
        guard let next = slice.lineEnd(at: position) else { return take(1) }
        takeLineEnd(next)
        if !isFinished { takeHereDocuments() }
    }

    /// Closes an open bracket, and any brackets left open inside it. A closing bracket without an opening one ends a
    /// line if a bracket of Belay's is open, and is the shell's own otherwise, as in a `case`.
    private mutating func close(_ kind: ShellFrame.Kind, or other: ShellFrame.Kind, ends: Bool) {
        var index = frames.count - 1
        while index >= 0 {
            let found = frames[index].kind
            if found == kind || found == other {
                frames.removeSubrange(index...)
                return take(1)
            }
            guard found == .parenthesis || found == .brace else { return take(1) }
            index -= 1
        }
        if ends { isFinished = true } else { take(1) }
    }

    private mutating func stepNumberSign() {
        let before = position == slice.range.lowerBound ? 0x20 : slice.bytes[position - 1]
        guard before.isBlank || before == UInt8(ascii: "\n") else { return take(1) }
        if isLine {
            isFinished = true
            return
        }
        while position < slice.range.upperBound, slice.bytes[position] != UInt8(ascii: "\n") { take(1) }
    }

    mutating func stepBackquote() {
        if frames.last?.kind == .backquote { return pop(length: 1) }
        push(.backquote, length: 1, forbidden: .backquotes)
    }

    /// `\` before a name leaves it to the shell, and is not passed on. At the end of a line it joins the next.
    mutating func stepBackslash() {
        if let next = slice.lineEnd(at: position + 1) {
            if isLine { return takeJoint(to: next) }
            return take(next - position)
        }
        let following = slice.byte(at: position + 2)
        if slice.byte(at: position + 1) == UInt8(ascii: "$"), forbidden != .backquotes,
            following.isLetter || following == UInt8(ascii: "{")
        {
            text.drop(position, position + 1)
            take(2)
            if following == UInt8(ascii: "{") { push(.expansion, length: 1, forbidden: .expansion) }
            return
        }
        if position + 1 == slice.range.upperBound, isLine {
            diagnostics.append(.continuationAtEnd(at: slice.span(position, position + 1)))
        }
        take(2)
    }

    mutating func takeJoint(to next: Int) {
        text.lineContinuation(afterText: textEnd, from: position, to: next)
        position = next
    }

    private mutating func stepLess() {
        guard slice.byte(at: position + 1) == UInt8(ascii: "<") else { return take(1) }
        if slice.byte(at: position + 2) == UInt8(ascii: "<") { return take(3) }
        guard let document = readHereDocument() else { return take(2) }
        let span = slice.span(document.start, position)
        textEnd = position
        if isLine { diagnostics.append(.hereDocumentOnLine(at: span)) } else { hereDocuments.append(document) }
    }
}
