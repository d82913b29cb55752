import BelaySource

/// What is wrong with commands and their shell text.
extension Diagnostic {
    static func commandMissing(_ sign: String, at span: Span, isCurable: Bool) -> Self {
        Self(
            .commandMissing, "no command follows the sign `\(sign)`", at: span, label: "a command stands after this",
            help: ["write the command on the same line: \(sign) test -e $file"], isCurable: isCurable)
    }

    static func shellNotClosed(_ opening: String, at span: Span, isLine: Bool, isCurable: Bool) -> Self {
        let name = opening == "`" ? "a backquote" : "`\(opening)`"
        var help = ["a script that Belay does not look into stands between `'''` and `'''`"]
        if isLine {
            help = ["a command of several lines stands between `\"\"\"` and `\"\"\"`, or each line ends with `\\`"]
        }
        if opening == "'" || opening == "\"" || opening == "`" {
            help.append("for the character itself, write `\\\(opening)`")
        }
        return Self(
            .shellNotClosed, "\(name) is not closed \(isLine ? "on its line" : "in its block")", at: span,
            label: "the shell would wait for what closes this", help: help, isCurable: isCurable)
    }

    static func braceInCommand(at span: Span) -> Self {
        Self(
            .braceInCommand, "the command takes this `{` as its own", at: span,
            label: "a command goes to the end of its line",
            help: [
                "put the command in parentheses: if (? test -e $file) {",
                "for a `{` of the shell, write `\\{` or a block in `\"\"\"`",
            ])
    }

    static func swallowedClause(at span: Span, cure: String, isCurable: Bool) -> Self {
        Self(
            .swallowedClause, "the command takes this as its own", at: span,
            label: "a command goes to the end of its line",
            help: [cure, "for the words themselves, write them in quotes"], isCurable: isCurable)
    }

    static func hereDocumentOnLine(at span: Span) -> Self {
        Self(
            .hereDocument, "a here-document has no room on one line", at: span,
            label: "its text would stand on the lines that follow",
            help: ["with input $text { $ ... }", "or put the whole script between `\"\"\"` and `\"\"\"`"])
    }

    static func hereDocumentNotEnded(_ delimiter: String, at span: Span, isCurable: Bool) -> Self {
        Self(
            .hereDocument, "this here-document is not ended in its block", at: span,
            label: "no later line is `\(delimiter)` alone",
            help: ["write `\(delimiter)` at the indentation of the block"], isCurable: isCurable)
    }

    static func jointAtEnd(at span: Span) -> Self {
        Self(
            .jointAtEnd, "a `\\` joins the next line, and there is none", at: span, label: "the text ends here",
            help: ["take the `\\` away, or write the rest of the line after it"], isCurable: true)
    }
}
