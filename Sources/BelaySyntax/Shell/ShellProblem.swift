/// Why the shell would not take a text.
struct ShellProblem: Error, Equatable {
    enum Kind: Equatable {
        /// `if` without its `fi`.
        case notEnded(opening: String, by: String)
        /// Something that does not belong here, and what was wanted instead.
        case unexpected(String, wanted: String?)
        /// A command is missing: before a sign or word, or at the end.
        case commandMissing(before: String?)
        /// A redirection without a file.
        case targetMissing(String)
        /// `\$(`
        case escapedSubstitution(isArithmetic: Bool)
        /// Something of the shell's that is not followed here: what comes after it is not looked at.
        case beyond
    }

    var kind: Kind
    var range: Range<Int>
}
