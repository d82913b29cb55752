extension ShellGrammar {
    /// command = compound , { redirection } | simple ;
    mutating func command() throws(ShellProblem) {
        skipBlanks()
        let start = position
        if isAtEnd { throw problem(.commandMissing(before: nil), length: 0) }
        if byte == UInt8(ascii: "(") {
            try parenthesis()
            return try redirections()
        }
        switch plainWord {
        case "if"?: try choice(from: start)
        case "while"?, "until"?:
            let word = plainWord ?? ""
            position += word.utf8.count
            try body(of: word, from: start)
            try loopBody(of: word, from: start)
        case "for"?, "select"?: try forLoop(from: start)
        case "case"?: try caseSelection(from: start)
        case "{"?:
            position += 1
            try body(of: "{", from: start)
            try expect("}", after: "{", at: start)
        case "[["?: try test(from: start)
        case "function"?: return try function()
        case "coproc"?: throw problem(.beyond, length: 0)
        case let word? where Self.closing.contains(word): throw unexpected(expected: nil)
        case _: return try simpleCommand()
        }
        try redirections()
    }

    /// A list that may not be empty.
    private mutating func body(of opening: String, from start: Int) throws(ShellProblem) {
        try skipLines()
        if isAtEnd { throw notEnded(opening, by: Self.ends[opening] ?? "", at: start) }
        if let word = plainWord, Self.closing.contains(word) {
            throw problem(.commandMissing(before: word), length: word.utf8.count)
        }
        try list()
    }

    private static let ends = [
        "if": "fi", "while": "done", "until": "done", "for": "done", "select": "done", "case": "esac", "{": "}",
        "(": ")", "$(": ")", "<(": ")", ">(": ")", "[[": "]]",
    ]

    private mutating func choice(from start: Int) throws(ShellProblem) {
        position += 2
        try body(of: "if", from: start)
        try expect("then", after: "if", at: start, endsBy: "fi")
        try body(of: "if", from: start)
        while true {
            skipBlanks()
            if accept("elif") {
                try body(of: "if", from: start)
                try expect("then", after: "if", at: start, endsBy: "fi")
                try body(of: "if", from: start)
            } else if accept("else") {
                try body(of: "if", from: start)
                return try expect("fi", after: "if", at: start)
            } else {
                return try expect("fi", after: "if", at: start)
            }
        }
    }

    private mutating func expect(
        _ word: String, after opening: String, at start: Int, endsBy closing: String
    ) throws(ShellProblem) {
        skipBlanks()
        if isAtEnd { throw notEnded(opening, by: closing, at: start) }
        try expect(word, after: opening, at: start)
    }

    private mutating func loopBody(of opening: String, from start: Int) throws(ShellProblem) {
        try expect("do", after: opening, at: start, endsBy: "done")
        try body(of: opening, from: start)
        try expect("done", after: opening, at: start)
    }

    /// "for" name [ "in" words ] separator "do" list "done" | "for" "((" … "))" …
    private mutating func forLoop(from start: Int) throws(ShellProblem) {
        let opening = plainWord ?? "for"
        position += opening.utf8.count
        skipBlanks()
        if byte == UInt8(ascii: "("), next == UInt8(ascii: "(") {
            guard skipArithmetic() else { throw problem(.beyond, length: 0) }
            skipBlanks()
            if byte == UInt8(ascii: ";") { position += 1 }
        } else {
            if isAtEnd { throw notEnded(opening, by: "done", at: start) }
            guard beginsWord else { throw unexpected(expected: "a name") }
            try word(isArgument: false)
            try skipLines()
            if accept("in") {
                skipBlanks()
                while beginsWord {
                    try word(isArgument: false)
                    skipBlanks()
                }
            }
            skipBlanks()
            if byte == UInt8(ascii: ";"), next != UInt8(ascii: ";") { position += 1 }
        }
        try skipLines()
        if accept("{") {
            try body(of: "{", from: position - 1)
            return try expect("}", after: "{", at: start)
        }
        try loopBody(of: opening, from: start)
    }

    /// "case" word "in" { [ "(" ] pattern { "|" pattern } ")" [ list ] ";;" } "esac"
    private mutating func caseSelection(from start: Int) throws(ShellProblem) {
        position += 4
        skipBlanks()
        if isAtEnd { throw notEnded("case", by: "esac", at: start) }
        guard beginsWord else { throw unexpected(expected: "a word") }
        try word(isArgument: false)
        try skipLines()
        try expect("in", after: "case", at: start, endsBy: "esac")
        while true {
            try skipLines()
            if isAtEnd { throw notEnded("case", by: "esac", at: start) }
            if accept("esac") { return }
            if byte == UInt8(ascii: "(") { position += 1 }
            try patterns(from: start)
            try skipLines()
            if !isClauseEnd, !text(is: "esac") {
                if isAtEnd { throw notEnded("case", by: "esac", at: start) }
                try list()
            }
            skipBlanks()
            if isClauseEnd {
                position += 2
                if byte == UInt8(ascii: "&"), slice.bytes[position - 1] == UInt8(ascii: ";") { position += 1 }
            } else if isAtEnd {
                throw notEnded("case", by: "esac", at: start)
            } else if !text(is: "esac") {
                throw unexpected(expected: ";;")
            }
        }
    }

    private var isClauseEnd: Bool {
        byte == UInt8(ascii: ";") && (next == UInt8(ascii: ";") || next == UInt8(ascii: "&"))
    }

    private mutating func patterns(from start: Int) throws(ShellProblem) {
        while true {
            skipBlanks()
            if isAtEnd { throw notEnded("case", by: "esac", at: start) }
            guard beginsWord else { throw unexpected(expected: "a pattern") }
            try word(isArgument: false)
            skipBlanks()
            if byte == UInt8(ascii: "|"), next != UInt8(ascii: "|") {
                position += 1
                continue
            }
            if isAtEnd { throw notEnded("case", by: "esac", at: start) }
            guard byte == UInt8(ascii: ")") else { throw unexpected(expected: ")") }
            position += 1
            return
        }
    }

    /// `( list )`, or `(( … ))`.
    private mutating func parenthesis() throws(ShellProblem) {
        if next == UInt8(ascii: "("), skipArithmetic() { return }
        try group("(")
    }

    /// A group, up to its closing parenthesis. A substitution may be empty.
    mutating func group(_ opening: String) throws(ShellProblem) {
        let start = position
        position += opening.utf8.count
        try skipLines()
        if isAtEnd { throw notEnded(opening, by: ")", at: start) }
        if byte == UInt8(ascii: ")") {
            if opening == "(" { throw problem(.commandMissing(before: ")"), length: 1) }
        } else {
            try list()
            skipBlanks()
            if isAtEnd { throw notEnded(opening, by: ")", at: start) }
            guard byte == UInt8(ascii: ")") else { throw unexpected(expected: ")") }
        }
        position += 1
    }

    /// `[[ … ]]`: operators, patterns and expressions of its own.
    private mutating func test(from start: Int) throws(ShellProblem) {
        position += 2
        while true {
            try skipLines()
            if isAtEnd { throw notEnded("[[", by: "]]", at: start) }
            if accept("]]") { return }
            if byte == UInt8(ascii: ";") { throw unexpected(expected: "]]") }
            if byte.endsShellWord { position += 1 } else { try word(isArgument: false) }
        }
    }

    /// "function" name [ "()" ] compound
    private mutating func function() throws(ShellProblem) {
        position += 8
        skipBlanks()
        guard beginsWord else { throw unexpected(expected: "a name") }
        try word(isArgument: false)
        skipBlanks()
        if byte == UInt8(ascii: "("), next == UInt8(ascii: ")") { position += 2 }
        try functionBody()
    }

    /// A compound command, as the body of a function is.
    mutating func functionBody() throws(ShellProblem) {
        try skipLines()
        if isAtEnd { throw problem(.commandMissing(before: nil), length: 0) }
        let isCompound =
            byte == UInt8(ascii: "(")
            || plainWord.map { ["if", "while", "until", "for", "select", "case", "{", "[["].contains($0) } ?? false
        guard isCompound else { throw unexpected(expected: "{") }
        try command()
    }

    /// Past `(( … ))`; false, with nothing read, if it is not arithmetic after all.
    mutating func skipArithmetic() -> Bool {
        var open = 0
        var offset = position
        while offset < slice.range.upperBound {
            switch slice.bytes[offset] {
            case UInt8(ascii: "("): open += 1
            case UInt8(ascii: ")"):
                if open == 2, slice.byte(at: offset + 1) != UInt8(ascii: ")") { return false }
                open -= 1
                if open == 0 {
                    position = offset + 1
                    return true
                }
            case UInt8(ascii: "\\"): offset += 1
            default: break
            }
            offset += 1
        }
        return false
    }
}
