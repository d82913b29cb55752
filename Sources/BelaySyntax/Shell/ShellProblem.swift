/// The reason why the shell would reject a text.
struct ShellProblem: Error, Equatable {
    enum Kind: Equatable {
        /// `if` without its `fi`.
        case notEnded(opening: String, by: String)
        /// Something that does not belong here, and what was expected instead.
        case unexpected(String, expected: String?)
        /// A command is missing: before a sign or word, or at the end.
        case commandMissing(before: String?)
        /// A redirection without a file.
        case targetMissing(String)
        /// `\$(`
        case escapedSubstitution(isArithmetic: Bool)
        /// A construct of the shell that is not followed here: what comes after it is not checked.
        case beyond
    }

    var kind: Kind
    var range: Range<Int>
}
