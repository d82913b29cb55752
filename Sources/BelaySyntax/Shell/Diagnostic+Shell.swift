import BelaySource

/// Errors that the shell would report.
extension Diagnostic {
    static func shellGrammar(_ problem: ShellProblem, at span: Span) -> Self {
        switch problem.kind {
        case .notEnded(let opening, let closing):
            Self(
                .shellGrammar, "this `\(opening)` has no `\(closing)`", at: span,
                label: "not closed in this command",
                help: ["close it with `\(closing)`; for several lines, use `\"\"\"` ... `\"\"\"`"])
        case .unexpected(let sign, let expected):
            Self(
                .shellGrammar, "the shell would reject \(sign.quotedSign) here", at: span,
                label: expected.map { "expected \($0.quotedExpected)" } ?? unexpectedLabel(sign),
                help: unexpectedHelp(sign))
        case .commandMissing(let sign):
            Self(
                .shellGrammar,
                sign.map { "missing command before \($0.quotedSign)" } ?? "missing command at the end",
                at: span,
                label: "the shell expects one here")
        case .targetMissing(let sign):
            Self(
                .shellGrammar, "there is nothing after `\(sign)`", at: span, label: "the shell expects a file here",
                help: ["for the character itself, put it in quotes"])
        case .escapedSubstitution(let isArithmetic):
            Self(
                .escapedSubstitution, "the shell would reject `\\$(`", at: span,
                label: "only a name needs `\\` to be left to the shell",
                help: [
                    isArithmetic
                        ? "write `$(( ))` without the `\\`, and the shell's variables in it as \\$name"
                        : "write `$( )` without the `\\`"
                ])
        case .beyond: preconditionFailure("what is not followed is not reported")
        }
    }

    private static func unexpectedLabel(_ sign: String) -> String {
        ShellGrammar.closing.contains(sign) ? "it closes nothing" : "it does not belong here"
    }

    private static func unexpectedHelp(_ sign: String) -> [String] {
        sign.hasPrefix("(") || sign.hasPrefix(")") ? ["for the character itself, put it in quotes"] : []
    }
}

extension String {
    /// A sign in backquotes, a description as it is.
    fileprivate var quotedSign: String { hasPrefix("the ") ? self : "`\(self)`" }

    fileprivate var quotedExpected: String { hasPrefix("a ") ? self : "`\(self)`" }
}
