import BelaySource

/// What the shell would not take.
extension Diagnostic {
    static func shellGrammar(_ problem: ShellProblem, at span: Span) -> Self {
        switch problem.kind {
        case .notEnded(let opening, let closing):
            Self(
                .shellGrammar, "the shell finds no `\(closing)` for this `\(opening)`", at: span,
                label: "not ended in this command",
                help: ["end it with `\(closing)`; a script of several lines stands between `\"\"\"` and `\"\"\"`"])
        case .unexpected(let sign, let wanted):
            Self(
                .shellGrammar, "the shell cannot read \(sign.quotedSign) here", at: span,
                label: wanted.map { "\($0.quotedWanted) is expected here" } ?? unexpectedLabel(sign),
                help: unexpectedHelp(sign))
        case .commandMissing(let sign):
            Self(
                .shellGrammar,
                sign.map { "a command is missing before \($0.quotedSign)" } ?? "a command is missing at the end",
                at: span,
                label: "the shell expects one here")
        case .targetMissing(let sign):
            Self(
                .shellGrammar, "nothing follows `\(sign)`", at: span, label: "the shell expects a file here",
                help: ["for the sign itself, write it in quotes"])
        case .escapedSubstitution(let isArithmetic):
            Self(
                .escapedSubstitution, "the shell cannot read `\\$(`", at: span,
                label: "only names need a `\\` to stay the shell's",
                help: [
                    isArithmetic
                        ? "write `$(( ))` without the `\\`; names of the shell in it are written \\$name"
                        : "write `$( )` without the `\\`"
                ])
        case .beyond: preconditionFailure("what is not followed is not reported")
        }
    }

    private static func unexpectedLabel(_ sign: String) -> String {
        ShellGrammar.closing.contains(sign) ? "nothing here is ended by it" : "it does not belong here"
    }

    private static func unexpectedHelp(_ sign: String) -> [String] {
        sign.hasPrefix("(") || sign.hasPrefix(")") ? ["for the character itself, write it in quotes"] : []
    }
}

extension String {
    /// A sign in backquotes, a description as it is.
    fileprivate var quotedSign: String { hasPrefix("the ") ? self : "`\(self)`" }

    fileprivate var quotedWanted: String { hasPrefix("a ") ? self : "`\(self)`" }
}
