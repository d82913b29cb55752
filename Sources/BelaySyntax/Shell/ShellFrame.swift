/// A bracket or quote of shell text that is still open.
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
    /// The place where it was opened.
    var start: Int
    /// The reason why no name inside can be replaced, if there is one.
    var forbidden: Forbidden?

    /// A place where a value cannot be inserted as one word.
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
