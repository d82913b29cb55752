/// Something that the shell's text has opened and not closed yet.
struct ShellFrame {
    enum Kind {
        case parenthesis
        case brace
        /// `$(`
        case substitution
        /// `${` of the shell's own, such as `${x%y}`
        case expansion
        /// `$((`
        case arithmetic
        /// `(` within `$(( ))`
        case arithmeticParenthesis
        case doubleQuote
        case backquote
    }

    var kind: Kind
    /// Where it was opened.
    var start: Int
    /// Why no name inside can be replaced, when that is so.
    var forbidden: Forbidden?

    /// Where a value cannot be put as one word.
    enum Forbidden: String {
        case backquotes
        case arithmetic = "$(( ))"
        case expansion = "a shell expansion"
        case hereDocument = "a here-document"
    }

    /// As it is written, for messages.
    var opening: String {
        switch kind {
        case .parenthesis, .arithmeticParenthesis: "("
        case .brace: "{"
        case .substitution: "$("
        case .expansion: "${"
        case .arithmetic: "$(("
        case .doubleQuote: "\""
        case .backquote: "`"
        }
    }
}

/// `<<WORD`: what ends a here-document, and whether the shell replaces names in it.
struct HereDocument {
    var delimiter: [UInt8]
    var start: Int
    var dropsTabs: Bool
    var isQuoted: Bool
}
