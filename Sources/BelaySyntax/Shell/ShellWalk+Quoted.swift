import BelaySource

extension ShellWalk {
    mutating func stepDoubleQuoted() {
        switch slice.bytes[position] {
        case UInt8(ascii: "\""): pop(length: 1)
        case UInt8(ascii: "\\"): stepBackslash()
        case UInt8(ascii: "$"): stepDollar(mayQuote: false)
        case UInt8(ascii: "`"): push(.backquote, length: 1, forbidden: .backquotes)
        default: takeOrEndLine()
        }
    }

    /// `${x:-word}`
    mutating func stepExpansion() {
        let isQuoted = frames.dropLast().last?.kind == .doubleQuote
        switch slice.bytes[position] {
        case UInt8(ascii: "}"): pop(length: 1)
        case UInt8(ascii: "\\"): stepBackslash()
        case UInt8(ascii: "$"): stepDollar(mayQuote: !isQuoted)
        case UInt8(ascii: "\""): push(.doubleQuote, length: 1)
        case UInt8(ascii: "`"): stepBackquote()
        case UInt8(ascii: "'") where !isQuoted: takeSingleQuotes(from: position + 1)
        default: takeOrEndLine()
        }
    }

    mutating func stepArithmetic() {
        let isInner = frames.last?.kind == .arithmeticParenthesis
        switch slice.bytes[position] {
        case UInt8(ascii: "("): push(.arithmeticParenthesis, length: 1)
        case UInt8(ascii: ")") where isInner: pop(length: 1)
        case UInt8(ascii: ")") where slice.byte(at: position + 1) == UInt8(ascii: ")"): pop(length: 2)
        case UInt8(ascii: ")"):
            // It was `$(` and then `(` after all: a subshell in a substitution, of which the first part has ended.
            let outer = frames.dropLast().last?.forbidden
            frames[frames.count - 1].kind = .substitution
            frames[frames.count - 1].forbidden = outer
            take(1)
        case UInt8(ascii: "\\"): stepBackslash()
        case UInt8(ascii: "$"): stepDollar(mayQuote: false)
        case UInt8(ascii: "\""): push(.doubleQuote, length: 1)
        case UInt8(ascii: "`"): stepBackquote()
        default: takeOrEndLine()
        }
    }

    mutating func takeOrEndLine() {
        if let next = slice.lineEnd(at: position) { takeLineEnd(next) } else { takeWordBytes() }
    }

    /// Nothing is replaced in `'...'`; names in it are gathered for a warning.
    mutating func takeSingleQuotes(from start: Int, isEscaping: Bool = false) {
        let opening = position
        take(start - position)
        while position < slice.range.upperBound {
            let byte = slice.bytes[position]
            if byte == UInt8(ascii: "'") { return take(1) }
            if isLine, slice.lineEnd(at: position) != nil { break }
            if byte == UInt8(ascii: "\\"), isEscaping, slice.lineEnd(at: position + 1) == nil {
                take(2)
            } else if byte == UInt8(ascii: "$"), let (name, end) = readName(in: .singleQuoted) {
                text.name(name, from: position, to: end)
                take(end - position)
            } else {
                takeWordBytes()
            }
        }
        diagnostics.append(
            .shellNotClosed("'", at: slice.span(opening, start), isLine: isLine, isCurable: isCurableHere))
        isFinished = true
    }
}
