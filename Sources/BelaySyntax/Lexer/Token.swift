/// A piece of a file. Between two tokens stand blanks only.
public struct Token: Hashable, Sendable {
    public enum Kind: UInt8, Hashable, Sendable {
        case word
        /// `$name` with what it reaches inside, when nothing else touches it.
        case variable
        case text
        /// `?`, `$` or `!` before a blank: a command follows.
        case sign
        /// The shell text of one line, after a sign or `via`.
        case shellLine
        /// `"""` or `'''` after a sign.
        case shellBlock
        case leftBrace
        case rightBrace
        case leftParenthesis
        case rightParenthesis
        case leftBracket
        case rightBracket
        case colon
        case comma
        case equals
        case bar
        case less
        case lessOrEqual
        case greater
        case greaterOrEqual
        case newline
        /// From `#` to the end of the line.
        case comment
        /// `\` at the end of a line, with the line end: a blank.
        case lineContinuation
        /// What has no place in the language; the lexer has said so.
        case unexpectedCharacter
        /// The end of the file, once, empty.
        case end
    }

    public var kind: Kind
    private let storedStart: UInt32
    private let storedEnd: UInt32

    init(kind: Kind, start: Int, end: Int) {
        self.kind = kind
        storedStart = UInt32(truncatingIfNeeded: start)
        storedEnd = UInt32(truncatingIfNeeded: end)
    }

    /// The byte offset of its first byte.
    public var start: Int { Int(storedStart) }
    /// The byte offset after its last byte.
    public var end: Int { Int(storedEnd) }

    /// Comments and joints: nothing to the parser.
    public var isTrivia: Bool { kind == .comment || kind == .lineContinuation }
}
