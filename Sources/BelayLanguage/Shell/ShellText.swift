/// Reads shell text as far as Belay needs it: where words begin, what comes after `--`, and whether a `|` joins
/// commands.
///
/// The text comes in pieces, with values between them. Everything else about the grammar is left to the shell.
struct ShellText {
    /// An unquoted `|` joins commands, outside of any `$( )`.
    private(set) var isPipeline = false

    /// More than the words of a program and its arguments: an operator, a pattern, something that the shell replaces.
    private(set) var hasSyntax = false

    /// A value here would be the beginning of a word.
    var beginsWord: Bool { commands[commands.count - 1].wordLength == 0 }

    /// A word `--` comes before, in the same simple command.
    var isAfterDoubleDash: Bool { commands[commands.count - 1].isAfterDoubleDash }

    /// One list of commands: the whole text, a `( )`, or a substitution.
    private struct Commands {
        var isSubstitution: Bool
        var wordLength = 0
        var isWordDashes = true
        var isAfterDoubleDash = false

        mutating func addToWord(isDash: Bool) {
            wordLength += 1
            isWordDashes = isWordDashes && isDash
        }

        mutating func endWord() {
            if wordLength == 2, isWordDashes { isAfterDoubleDash = true }
            wordLength = 0
            isWordDashes = true
        }

        mutating func endCommand() {
            endWord()
            isAfterDoubleDash = false
        }
    }

    /// A bracket that is still open; the innermost is last.
    private enum Opening {
        case parenthesis
        case substitution
        case backquote
        case singleQuote
        case doubleQuote
        case brace
        /// Ends with its line.
        case comment
        /// The bodies of `documents`, one after the other.
        case document
    }

    private struct HereDocument {
        var delimiter: [UInt8]
        var allowsTabs: Bool
    }

    private var commands = [Commands(isSubstitution: false)]
    private var openings: [Opening] = []
    private var documents: [HereDocument] = []
    /// The current line of a here-document so far.
    private var documentLine: [UInt8] = []

    /// Reads a value, whatever it is.
    mutating func readValue() {
        commands[commands.count - 1].addToWord(isDash: false)
        if openings.last == .document { documentLine.append(UInt8(ascii: "$")) }
    }

    mutating func read(_ text: String) {
        var cursor = Cursor(bytes: Array(text.utf8))
        while let byte = cursor.next() {
            switch openings.last {
            case .singleQuote: readInSingleQuotes(byte)
            case .doubleQuote: readInDoubleQuotes(byte, &cursor)
            case .brace: readInBraces(byte, &cursor)
            case .comment: readInComment(byte)
            case .document: readInDocument(byte)
            case .parenthesis, .substitution, .backquote, nil: readInCommands(byte, &cursor)
            }
        }
    }
}

extension ShellText {
    private struct Cursor {
        let bytes: [UInt8]
        var position = 0

        var peek: UInt8? { position < bytes.count ? bytes[position] : nil }
        var previous: UInt8? { position >= 2 ? bytes[position - 2] : nil }

        mutating func next() -> UInt8? {
            guard position < bytes.count else { return nil }
            position += 1
            return bytes[position - 1]
        }

        mutating func accept(_ byte: Unicode.Scalar) -> Bool {
            guard peek == UInt8(ascii: byte) else { return false }
            position += 1
            return true
        }
    }

    private mutating func addToWord(isDash: Bool = false) {
        commands[commands.count - 1].addToWord(isDash: isDash)
    }

    private mutating func readInCommands(_ byte: UInt8, _ cursor: inout Cursor) {
        if byte.isShellSyntax { hasSyntax = true }
        switch byte {
        case UInt8(ascii: "\\"):
            if !cursor.accept("\n"), cursor.next() != nil { addToWord() }
        case UInt8(ascii: "'"): openings.append(.singleQuote)
        case UInt8(ascii: "\""): openings.append(.doubleQuote)
        case UInt8(ascii: "`"): readBackquote()
        case UInt8(ascii: "$"): readDollar(&cursor)
        case UInt8(ascii: "("): open(.parenthesis)
        case UInt8(ascii: ")"): close()
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): commands[commands.count - 1].endWord()
        case UInt8(ascii: "\n"):
            commands[commands.count - 1].endCommand()
            if !documents.isEmpty { openings.append(.document) }
        case UInt8(ascii: ";"), UInt8(ascii: "&"): commands[commands.count - 1].endCommand()
        case UInt8(ascii: "|"): readBar(&cursor)
        case UInt8(ascii: ">"): commands[commands.count - 1].endWord()
        case UInt8(ascii: "<"): readLess(&cursor)
        case UInt8(ascii: "#") where beginsWord: openings.append(.comment)
        default: addToWord(isDash: byte == UInt8(ascii: "-"))
        }
    }

    private mutating func readInDoubleQuotes(_ byte: UInt8, _ cursor: inout Cursor) {
        if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "`") { hasSyntax = true }
        switch byte {
        case UInt8(ascii: "\""): openings.removeLast()
        case UInt8(ascii: "\\"):
            _ = cursor.next()
            addToWord()
        case UInt8(ascii: "`"): readBackquote()
        case UInt8(ascii: "$"): readDollar(&cursor)
        default: addToWord(isDash: byte == UInt8(ascii: "-"))
        }
    }

    private mutating func readInBraces(_ byte: UInt8, _ cursor: inout Cursor) {
        switch byte {
        case UInt8(ascii: "}"): openings.removeLast()
        case UInt8(ascii: "\\"): _ = cursor.next()
        case UInt8(ascii: "\""): openings.append(.doubleQuote)
        case UInt8(ascii: "`"): readBackquote()
        case UInt8(ascii: "$"): readDollar(&cursor)
        default: break
        }
    }

    private mutating func readDollar(_ cursor: inout Cursor) {
        addToWord()
        if cursor.accept("(") {
            open(.substitution)
        } else if cursor.accept("{") {
            openings.append(.brace)
        }
    }

    private mutating func readBackquote() {
        if openings.last == .backquote {
            close()
        } else {
            addToWord()
            open(.backquote)
        }
    }

    private mutating func readBar(_ cursor: inout Cursor) {
        if cursor.previous != UInt8(ascii: ">"), !cursor.accept("|"), !commands[commands.count - 1].isSubstitution {
            isPipeline = true
        }
        commands[commands.count - 1].endCommand()
    }

    private mutating func readLess(_ cursor: inout Cursor) {
        commands[commands.count - 1].endWord()
        guard cursor.accept("<"), !cursor.accept("<") else { return }
        let allowsTabs = cursor.accept("-")
        while cursor.accept(" ") || cursor.accept("\t") {}
        var delimiter: [UInt8] = []
        while let byte = cursor.peek, !" \t\n;&|<>()".utf8.contains(byte) {
            if !"'\"\\".utf8.contains(byte) { delimiter.append(byte) }
            _ = cursor.next()
        }
        documents.append(HereDocument(delimiter: delimiter, allowsTabs: allowsTabs))
    }

    private mutating func readInSingleQuotes(_ byte: UInt8) {
        if byte == UInt8(ascii: "'") { openings.removeLast() } else { addToWord(isDash: byte == UInt8(ascii: "-")) }
    }

    private mutating func readInComment(_ byte: UInt8) {
        guard byte == UInt8(ascii: "\n") else { return }
        openings.removeLast()
        commands[commands.count - 1].endCommand()
        if !documents.isEmpty { openings.append(.document) }
    }

    private mutating func readInDocument(_ byte: UInt8) {
        guard byte == UInt8(ascii: "\n") else {
            documentLine.append(byte)
            return
        }
        var line = documentLine[...]
        documentLine = []
        if documents[0].allowsTabs { line = line.drop { $0 == UInt8(ascii: "\t") } }
        guard line.elementsEqual(documents[0].delimiter) else { return }
        documents.removeFirst()
        if documents.isEmpty { openings.removeLast() }
    }

    private mutating func open(_ opening: Opening) {
        let isSubstitution = opening != .parenthesis || commands[commands.count - 1].isSubstitution
        openings.append(opening)
        commands.append(Commands(isSubstitution: isSubstitution))
    }

    /// A closing sign without an opening one is text, such as in the patterns of a `case`.
    private mutating func close() {
        switch openings.last {
        case .parenthesis, .substitution, .backquote:
            let isGroup = openings.removeLast() == .parenthesis
            commands.removeLast()
            if isGroup { commands[commands.count - 1].endCommand() }
        case .singleQuote, .doubleQuote, .brace, .comment, .document, nil: commands[commands.count - 1].endCommand()
        }
    }
}

extension UInt8 {
    /// The byte is more than a letter of a word outside quotes.
    fileprivate var isShellSyntax: Bool {
        switch self {
        case UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: ";"),
            UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"),
            UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "#"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
