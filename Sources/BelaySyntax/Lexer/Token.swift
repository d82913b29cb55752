/// A piece of a file. There is only white space between tokens.
public struct Token: Hashable, Sendable {
    public enum Kind: UInt8, Hashable, Sendable {
        case word
        /// `$name` with its fields and indexes, when it is not part of a longer word.
        case variable
        case text
        /// `?`, `$` or `!` before a space: a command follows.
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
        /// `\` at the end of a line, with the line end: counts as a space.
        case lineContinuation
        /// Has no meaning in the language; the lexer has reported it.
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

    /// Comments and line continuations, which the parser ignores.
    public var isTrivia: Bool { kind == .comment || kind == .lineContinuation }
}
