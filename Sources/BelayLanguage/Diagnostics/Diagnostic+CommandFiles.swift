import BelaySource

/// Files as the input and the output of commands.
extension Diagnostic {
    static func outputOfOneCommand(at span: Span) -> Diagnostic {
        Diagnostic(
            .outputOfOneCommand, "`with output file` takes one command and nothing else", at: span,
            label: "only one command can write the file",
            help: ["give each command its own: with output file ... { on $host { $ ... } }"])
    }

    static func readIntoFile(at span: Span) -> Diagnostic {
        Diagnostic(
            .readIntoFile, "what writes a file makes a change", at: span, label: "this says that it only reads",
            help: ["write $: its output becomes a file of this machine"])
    }

    static func homeInPath(at span: Span) -> Diagnostic {
        Diagnostic(
            .homeInPath, "`~` is replaced by the shell, and no shell sees this path", at: span,
            label: "a folder of this name is meant", help: ["write the whole path, or a parameter for it"])
    }
}
