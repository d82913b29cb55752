extension ShellGrammar {
    /// A word begins here.
    var beginsWord: Bool {
        guard !isAtEnd else { return false }
        if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") { return next == UInt8(ascii: "(") }
        return !byte.endsShellWord
    }

    /// A word with all that is quoted or replaced in it.
    ///
    /// - Parameter mayBeList: whether it may end in `=( … )`.
    mutating func word(isArgument: Bool, mayBeList: Bool = false) throws(ShellProblem) {
        let index = shape.words.count
        shape.words.append(ShellShape.Word(range: position..<position, isArgument: isArgument, outer: openWord))
        openWord = index
        defer { openWord = shape.words[index].outer }
        let start = position
        while !isAtEnd {
            switch byte {
            case UInt8(ascii: "\\"): if try !backslash() { return endWord(index, from: start) }
            case UInt8(ascii: "'"): try quotes(openedBy: 1, isEscaping: false)
            case UInt8(ascii: "\""): try doubleQuotes()
            case UInt8(ascii: "$"): try dollar(isQuoted: false)
            case UInt8(ascii: "`"): try quotes(openedBy: 1, isEscaping: true)
            case UInt8(ascii: "<"), UInt8(ascii: ">"):
                guard next == UInt8(ascii: "(") else { return endWord(index, from: start) }
                try group(byte == UInt8(ascii: "<") ? "<(" : ">(")
            case UInt8(ascii: "("):
                let before = position > start ? slice.bytes[position - 1] : 0
                if mayBeList, before == UInt8(ascii: "=") {
                    try elements()
                } else if "?*+@!".utf8.contains(before) {
                    try skipPattern()
                } else {
                    return endWord(index, from: start)
                }
            case let byte where byte.endsShellWord: return endWord(index, from: start)
            default: position += 1
            }
        }
        endWord(index, from: start)
    }

    private mutating func endWord(_ index: Int, from start: Int) {
        shape.words[index].range = start..<position
    }

    /// False at a line continuation that counts as a space, which ends the word.
    private mutating func backslash() throws(ShellProblem) -> Bool {
        if let end = slice.lineEnd(at: position + 1) {
            if isLine { return false }
            position = end
            return true
        }
        guard next == UInt8(ascii: "$") else {
            position = min(position + 2, slice.range.upperBound)
            return true
        }
        if slice.byte(at: position + 2) == UInt8(ascii: "(") {
            let isArithmetic = slice.byte(at: position + 3) == UInt8(ascii: "(")
            throw problem(.escapedSubstitution(isArithmetic: isArithmetic), length: 3)
        }
        if !isRaw, slice.byte(at: position + 2) == UInt8(ascii: "{") {
            position += 1
            try dollar(isQuoted: false)
        } else {
            position += 2
        }
        return true
    }

    /// To the next one like the last byte of what opens them.
    private mutating func quotes(openedBy length: Int, isEscaping: Bool) throws(ShellProblem) {
        let start = position
        let quote = slice.byte(at: position + length - 1)
        position += length
        while !isAtEnd, byte != quote { position += isEscaping && byte == UInt8(ascii: "\\") ? 2 : 1 }
        if isAtEnd {
            throw notEnded(
                slice.text(start, start + length), by: String(decoding: [quote], as: UTF8.self), at: start)
        }
        position += 1
    }

    private mutating func doubleQuotes() throws(ShellProblem) {
        try enter()
        defer { depth -= 1 }
        let start = position
        position += 1
        while !isAtEnd {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"):
                position = min(position + (!isRaw && isEscapedExpansion ? 1 : 2), slice.range.upperBound)
            case UInt8(ascii: "$"): try dollar(isQuoted: true)
            case UInt8(ascii: "`"): try quotes(openedBy: 1, isEscaping: true)
            default: position += 1
            }
        }
        throw notEnded("\"", by: "\"", at: start)
    }

    /// `\${`, of which the shell gets `${`.
    private var isEscapedExpansion: Bool {
        next == UInt8(ascii: "$") && slice.byte(at: position + 2) == UInt8(ascii: "{")
    }

    private mutating func dollar(isQuoted: Bool) throws(ShellProblem) {
        switch next {
        case UInt8(ascii: "("):
            guard slice.byte(at: position + 2) == UInt8(ascii: "(") else { return try group("$(") }
            position += 1
            // `$(` and then `(`: bash itself looks at it only when it runs.
            if !skipArithmetic() { throw problem(.beyond, length: 0) }
        case UInt8(ascii: "{"): try expansion(isQuoted: isQuoted)
        case UInt8(ascii: "'") where !isQuoted:
            try quotes(openedBy: 2, isEscaping: true)
        default: position = min(position + 1, slice.range.upperBound)
        }
    }

    /// `${ … }`
    private mutating func expansion(isQuoted: Bool) throws(ShellProblem) {
        try enter()
        defer { depth -= 1 }
        let start = position
        position += 2
        while !isAtEnd {
            switch byte {
            case UInt8(ascii: "}"):
                position += 1
                return
            case UInt8(ascii: "\\"): position = min(position + 2, slice.range.upperBound)
            case UInt8(ascii: "'") where !isQuoted: try quotes(openedBy: 1, isEscaping: false)
            case UInt8(ascii: "\""): try doubleQuotes()
            case UInt8(ascii: "$"): try dollar(isQuoted: isQuoted)
            case UInt8(ascii: "`"): try quotes(openedBy: 1, isEscaping: true)
            default: position += 1
            }
        }
        throw notEnded("${", by: "}", at: start)
    }

    /// `( … )` of an array.
    private mutating func elements() throws(ShellProblem) {
        let start = position
        position += 1
        while true {
            try skipLines()
            if isAtEnd { throw notEnded("(", by: ")", at: start) }
            if byte == UInt8(ascii: ")") {
                position += 1
                return
            }
            guard beginsWord else { throw unexpected(expected: ")") }
            try word(isArgument: false)
        }
    }

    /// `@( … )`, as far as it goes.
    private mutating func skipPattern() throws(ShellProblem) {
        var open = 0
        while !isAtEnd {
            switch byte {
            case UInt8(ascii: "("): open += 1
            case UInt8(ascii: ")"): open -= 1
            case UInt8(ascii: "'"):
                try quotes(openedBy: 1, isEscaping: false)
                continue
            case UInt8(ascii: "\\"): position += 1
            default: break
            }
            position = min(position + 1, slice.range.upperBound)
            if open == 0 { return }
        }
    }
}
