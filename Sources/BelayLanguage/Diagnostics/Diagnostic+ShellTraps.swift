import BelaySource

/// Shell text that does what it says and not what was meant.
extension Diagnostic {
    static func folderAlone(_ program: String, _ command: String, at span: Span) -> Diagnostic {
        Diagnostic(
            warning: .folderAlone, "a `\(program)` ends with its own command", at: span,
            label: "the next command starts in the folder that this one started in",
            help: ["put both in one command: \(command) && ...", "or several in a script: $ \"\"\""])
    }

    static func assignmentAlone(_ command: String, at span: Span) -> Diagnostic {
        Diagnostic(
            warning: .settingAlone, "a variable of the shell ends with its own command", at: span,
            label: "no other command sees it",
            help: ["to compute with it: let name = ...", "for a program's environment: with env NAME=VALUE { ... }"])
    }

    static func settingAlone(_ program: String, at span: Span) -> Diagnostic {
        let cure =
            program == "export"
            ? "for a program's environment: with env NAME=VALUE { ... }"
            : "put it in the command that needs it: \(program) ... && ..."
        return Diagnostic(
            warning: .settingAlone, "what `\(program)` sets ends with its own command", at: span,
            label: "each command has a shell of its own", help: [cure])
    }

    static func twoCommands(_ first: String, _ second: String, sign: String, at span: Span) -> Diagnostic {
        Diagnostic(
            warning: .twoCommands, "these are two commands and one step", at: span,
            label: "after an interruption nobody could say which of them has happened",
            help: ["write each on a line of its own:", "  \(sign) \(first)", "  \(sign) \(second)"])
    }

    static func foreignBraces(_ path: String, at span: Span) -> Diagnostic {
        let written = path.contains(".") ? "${\(path)}" : "$\(path)"
        return Diagnostic(
            warning: .foreignBraces, "`{{ }}` is not replaced", at: span, label: "stays as it is written",
            help: ["write \(written)"])
    }
}
