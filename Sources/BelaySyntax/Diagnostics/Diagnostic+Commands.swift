import BelaySource

/// Errors in commands and their shell text.
extension Diagnostic {
    static func commandMissing(_ sign: String, at span: Span, isCurable: Bool) -> Self {
        Self(
            .commandMissing, "there is no command after `\(sign)`", at: span, label: "expected a command",
            help: ["write the command on the same line: \(sign) test -e $file"], isCurable: isCurable)
    }

    static func shellNotClosed(_ opening: String, at span: Span, isLine: Bool, isCurable: Bool) -> Self {
        let name = opening == "`" ? "a backquote" : "`\(opening)`"
        var help = ["for a script that Belay should not look into, use `'''` ... `'''`"]
        if isLine {
            help = ["for several lines, use `\"\"\"` ... `\"\"\"`, or end each line with `\\`"]
        }
        if opening == "'" || opening == "\"" || opening == "`" {
            help.append("for the character itself, write `\\\(opening)`")
        }
        return Self(
            .shellNotClosed, "\(name) is not closed \(isLine ? "on its line" : "in its block")", at: span,
            label: "the shell would wait for the closing one", help: help, isCurable: isCurable)
    }

    static func braceInCommand(at span: Span) -> Self {
        Self(
            .braceInCommand, "this `{` is part of the command", at: span,
            label: "a command runs to the end of its line",
            help: [
                "put the command in parentheses: if (? test -e $file) {",
                "if the shell needs the `{`, write `\\{`, or use a block in `\"\"\"`",
            ])
    }

    static func swallowedClause(at span: Span, cure: String, isCurable: Bool) -> Self {
        Self(
            .swallowedClause, "this is part of the command", at: span,
            label: "a command runs to the end of its line",
            help: [cure, "if the command needs these words, put them in quotes"], isCurable: isCurable)
    }

    static func hereDocumentOnLine(at span: Span) -> Self {
        Self(
            .hereDocument, "a here-document does not fit on one line", at: span,
            label: "its content would be on the lines that follow",
            help: ["with input $text { $ ... }", "or put the whole script between `\"\"\"` and `\"\"\"`"])
    }

    static func hereDocumentNotEnded(_ delimiter: String, at span: Span, isCurable: Bool) -> Self {
        Self(
            .hereDocument, "this here-document is not closed in its block", at: span,
            label: "no later line is just `\(delimiter)`",
            help: ["write `\(delimiter)` at the indentation of the block"], isCurable: isCurable)
    }

    static func continuationAtEnd(at span: Span) -> Self {
        Self(
            .continuationAtEnd, "this `\\` continues on the next line, but there is no next line", at: span,
            label: "the input ends here",
            help: ["remove the `\\`, or write the rest of the statement on the next line"], isCurable: true)
    }
}
