/// Reads shell text by the grammar of bash, so that a syntax error is found before it runs, in handlers too.
///
/// `ShellWalk` knows where the text ends on a line and which names in it are Belay's; here a name is part of a word,
/// whoever replaces it. Anything that bash accepts is accepted here too: the few constructs that are not followed end
/// the reading.
struct ShellGrammar {
    let slice: SourceSlice
    /// `'''`: a `\` is the shell's alone.
    let isRaw: Bool
    /// On a line, a `\` at its end counts as a space; in a script it joins.
    let isLine: Bool
    var position: Int
    var shape = ShellShape()
    /// The word that is being read, innermost.
    var openWord: Int?
    var depth = 0
    /// The commands of the statement of the outermost list that is being read.
    var outerCommands: [ShellCommandSyntax] = []
    /// Here-documents of the line that is being read.
    var documents: [HereDocument] = []

    init(_ slice: SourceSlice, isRaw: Bool, isLine: Bool) {
        self.slice = slice
        self.isRaw = isRaw
        self.isLine = isLine
        position = slice.range.lowerBound
    }

    /// The first problem of the whole text, if any.
    mutating func read() -> ShellProblem? {
        do throws(ShellProblem) {
            try skipLines()
            if isAtEnd { return nil }
            try list()
            if !isAtEnd { throw unexpected(expected: nil) }
            return nil
        } catch {
            shape.isPipeline = nil
            return error.kind == .beyond ? nil : error
        }
    }

    /// Anything deeper is not checked: nobody writes it, and it would need an unlimited stack.
    static let depthLimit = 60

    mutating func enter() throws(ShellProblem) {
        if depth >= Self.depthLimit { throw problem(.beyond, length: 0) }
        depth += 1
    }

    // MARK: - Lists and pipelines

    /// Commands up to the end of the list, which is left to the caller.
    mutating func list() throws(ShellProblem) {
        try enter()
        defer { depth -= 1 }
        while true {
            let start = position
            try andOr()
            let end = position
            skipBlanks()
            let isSeparated = isSeparator
            if isOutermost { endStatement(from: start, to: end) }
            if isSeparated { position += 1 }
            let lines = position
            try skipLines()
            if isAtEnd || isClosing || !isSeparated && position == lines { return }
        }
    }

    /// Nothing is around the list that is being read.
    var isOutermost: Bool { depth == 1 && openWord == nil }

    private mutating func endStatement(from start: Int, to end: Int) {
        var end = end
        while end > start, slice.bytes[end - 1].isBlank { end -= 1 }
        shape.statements.append(
            ShellStatementSyntax(
                commands: outerCommands, endsWithSemicolon: byte == UInt8(ascii: ";"), span: slice.span(start, end)))
        outerCommands = []
    }

    /// `;` or `&` after a command.
    private var isSeparator: Bool {
        switch byte {
        case UInt8(ascii: ";"): next != UInt8(ascii: ";") && next != UInt8(ascii: "&")
        case UInt8(ascii: "&"): next != UInt8(ascii: "&")
        default: false
        }
    }

    /// The next token belongs to something around the list.
    private var isClosing: Bool {
        switch byte {
        case UInt8(ascii: ")"): true
        case UInt8(ascii: ";"): next == UInt8(ascii: ";") || next == UInt8(ascii: "&")
        default: plainWord.map { Self.closing.contains($0) } ?? false
        }
    }

    static let closing: Set<String> = ["then", "else", "elif", "fi", "do", "done", "esac", "}", "in"]

    private mutating func andOr() throws(ShellProblem) {
        try pipeline()
        while true {
            skipBlanks()
            guard byte == next, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "|") else { return }
            position += 2
            try skipLines()
            try pipeline()
        }
    }

    private mutating func pipeline() throws(ShellProblem) {
        while true {
            skipBlanks()
            let prefix = plainWord
            guard prefix == "!" || prefix == "time" else { break }
            position += prefix == "!" ? 1 : 4
            skipBlanks()
            if prefix == "time", text(is: "-p") { position += 2 }
            skipBlanks()
            if isAtEnd || isLineEnd || byte == UInt8(ascii: ";") { return }
        }
        try command()
        while true {
            skipBlanks()
            guard byte == UInt8(ascii: "|"), next != UInt8(ascii: "|") else { return }
            position += next == UInt8(ascii: "&") ? 2 : 1
            if openWord == nil { shape.isPipeline = true }
            try skipLines()
            try command()
        }
    }

    // MARK: - Looking

    var isAtEnd: Bool { position >= slice.range.upperBound }

    /// NUL at the end.
    var byte: UInt8 { slice.byte(at: position) }
    var next: UInt8 { slice.byte(at: position + 1) }

    var isLineEnd: Bool { !isAtEnd && slice.lineEnd(at: position) != nil }

    func text(is text: String) -> Bool {
        let end = position + text.utf8.count
        return end <= slice.range.upperBound && slice.bytes[position..<end].elementsEqual(text.utf8)
            && (end == slice.range.upperBound || slice.bytes[end].endsShellWord)
    }

    /// The word here when it is without quotes and anything that is replaced, such as a reserved word.
    var plainWord: String? {
        var end = position
        while end < slice.range.upperBound, slice.bytes[end].isPlainInShell { end += 1 }
        guard end > position, end == slice.range.upperBound || slice.bytes[end].endsShellWord else { return nil }
        return slice.text(position, end)
    }

    mutating func accept(_ word: String) -> Bool {
        guard text(is: word) else { return false }
        position += word.utf8.count
        return true
    }

    mutating func expect(_ word: String, after opening: String, at start: Int) throws(ShellProblem) {
        skipBlanks()
        if accept(word) { return }
        if isAtEnd { throw notEnded(opening, by: word, at: start) }
        throw unexpected(expected: word)
    }

    // MARK: - Spaces and lines

    mutating func skipBlanks() {
        while !isAtEnd {
            if byte.isBlank {
                position += 1
            } else if byte == UInt8(ascii: "\\"), let end = slice.lineEnd(at: position + 1) {
                position = end
            } else {
                break
            }
        }
        guard byte == UInt8(ascii: "#"), !isLine, !isAtEnd else { return }
        while !isAtEnd, !isLineEnd { position += 1 }
    }

    /// Spaces, line ends and the contents of here-documents.
    mutating func skipLines() throws(ShellProblem) {
        while true {
            skipBlanks()
            guard !isAtEnd, let end = slice.lineEnd(at: position) else { return }
            position = end
            skipDocuments()
        }
    }

    private mutating func skipDocuments() {
        for document in documents {
            while !isAtEnd {
                var start = position
                while document.dropsTabs, slice.byte(at: start) == UInt8(ascii: "\t") { start += 1 }
                while !isAtEnd, slice.bytes[position] != UInt8(ascii: "\n") { position += 1 }
                let isEnd = start <= position && slice.bytes[start..<position].elementsEqual(document.delimiter)
                if isEnd { break }
                if !isAtEnd { position += 1 }
            }
        }
        // The end of the last line belongs to the list.
        documents = []
    }

    // MARK: - Problems

    func problem(_ kind: ShellProblem.Kind, length: Int) -> ShellProblem {
        let end = min(position + length, slice.range.upperBound)
        return ShellProblem(kind: kind, range: min(position, end)..<end)
    }

    func notEnded(_ opening: String, by closing: String, at start: Int) -> ShellProblem {
        ShellProblem(
            kind: .notEnded(opening: opening, by: closing), range: start..<start + opening.utf8.count)
    }

    /// An error for a token that does not belong here.
    func unexpected(expected: String?) -> ShellProblem {
        if isAtEnd { return problem(.commandMissing(before: nil), length: 0) }
        let sign = sign
        return problem(.unexpected(sign, expected: expected), length: max(1, sign.utf8.count))
    }

    /// The word or the operator here, for messages.
    var sign: String {
        if let plainWord { return plainWord }
        if isLineEnd { return "the end of the line" }
        let signs = [";;&", "&&", "||", ";;", ";&", "|&", "((", "&>"]
        let found = signs.first { sign in
            slice.bytes[position..<min(position + sign.utf8.count, slice.range.upperBound)]
                .elementsEqual(sign.utf8)
        }
        if let found { return found }
        var end = position + 1
        if !byte.endsShellWord {
            while end < slice.range.upperBound, !slice.bytes[end].endsShellWord { end += 1 }
        }
        return slice.text(position, min(end, slice.range.upperBound))
    }
}

extension UInt8 {
    /// A word of the shell ends before it.
    var endsShellWord: Bool {
        switch self {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"):
            true
        default: false
        }
    }

    /// A byte that reserved words are made of.
    fileprivate var isPlainInShell: Bool {
        isNameByte || self == UInt8(ascii: "{") || self == UInt8(ascii: "}") || self == UInt8(ascii: "!")
            || self == UInt8(ascii: "[") || self == UInt8(ascii: "]")
    }
}
