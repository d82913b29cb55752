import BelaySource
import BelaySyntax

extension Diagnostic {
    static func unknownName(_ name: NameSyntax, known: [String]) -> Diagnostic {
        let near = NameSuggestion.nearest(to: name.text, among: known)
        return Diagnostic(
            .unknownName, "nothing here is named `\(name.text)`", at: name.span,
            label: near.map { "did you mean `$\($0)`?" }
                ?? "not a parameter, a `let` or a placeholder",
            help: near == nil ? ["set it first: let \(name.text) = ..."] : [])
    }

    static func unknownNameInCommand(_ name: CommandNameSyntax, known: [String]) -> Diagnostic {
        let near = name.isExpansion ? nil : NameSuggestion.nearest(to: name.variable.name.text, among: known)
        return Diagnostic(
            .unknownNameInCommand, "nothing here is named `\(name.variable.name.text)`", at: name.variable.span,
            label: near.map { "did you mean `$\($0)`?" } ?? "Belay replaces it before the shell sees it",
            help: ["to leave it to the shell, write \\\(name.source)"])
    }

    static func nameOutOfReach(_ name: CommandNameSyntax, _ place: String) -> Diagnostic {
        let variable = name.variable.name.text
        return Diagnostic(
            .nameOutOfReach, "a value cannot safely be put into \(place)", at: name.variable.span,
            label: "the shell would parse it again here",
            help: [
                "pass it as a variable: with env \(variable.uppercased())=$\(variable) { }, and write \\$\(variable.uppercased()) here"
            ])
    }

    static func expansionOfName(_ name: CommandNameSyntax) -> Diagnostic {
        let variable = name.variable.name.text
        return Diagnostic(
            .nameOutOfReach, "`\(name.source)` is for the shell to expand, but `\(variable)` is Belay's",
            at: name.variable.span,
            label: "the shell has no variable of this name",
            help: ["pass it as a variable: with env \(variable)=$\(variable) { }, and write \\\(name.source) here"])
    }

    static func nameInSingleQuotes(_ name: CommandNameSyntax) -> Diagnostic {
        Diagnostic(
            warning: .nameInSingleQuotes, "`\(name.source)` is not replaced inside '...'", at: name.variable.span,
            label: "the command gets the name, not the value",
            help: ["use \"...\", or close the quotes before it"])
    }

    static func unboundName(_ name: NameSyntax, bound: Span, isHidden: Bool) -> Diagnostic {
        Diagnostic(
            .unboundName,
            isHidden ? "`\(name.text)` is not available here" : "`\(name.text)` is used before it is set",
            at: name.span,
            label: isHidden ? "the block that set it has ended" : "it is set further down",
            further: [Place(span: bound, label: isHidden ? "set here, for its own block only" : "set here")],
            help: [
                isHidden
                    ? "set it before the block: let \(name.text) = if ... then ... else ..."
                    : "move this below the `let`, or the `let` above this"
            ])
    }

    static func uncertainName(_ name: NameSyntax, bound: Span) -> Diagnostic {
        Diagnostic(
            .unboundName, "`\(name.text)` may not be set here", at: name.span,
            label: "a failure before its `let` may have been recovered from",
            further: [Place(span: bound, label: "set here, in a block whose `on failure` recovers")],
            help: ["set it above the `on failure`, or use it only inside the block"])
    }

    static func repeatedName(_ name: NameSyntax, first: Span, isGlobal: Bool) -> Diagnostic {
        Diagnostic(
            .repeatedName, "`\(name.text)` is already in use", at: name.span, label: "one name cannot hide another",
            further: [Place(span: first, label: isGlobal ? "set for the whole file" : "first set here")],
            help: ["choose another name"])
    }

    static func reservedName(_ name: NameSyntax) -> Diagnostic {
        Diagnostic(
            .reservedName, "`\(name.text)` is a reserved name", at: name.span,
            label: "it always means \(name.text == "run" ? "the run itself" : "what went wrong, in a handler")",
            help: ["choose another name"])
    }

    static func failureOutsideHandler(_ name: NameSyntax) -> Diagnostic {
        Diagnostic(
            .failureOutsideHandler, "`$failure` is only available in a handler", at: name.span,
            label: "nothing has failed here", help: ["use it inside `on failure { }` or `always { }`"])
    }

    static func unusedName(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            warning: .unusedName, "`\(name)` is never used", at: span, label: "nothing depends on it",
            help: ["remove the `let`, or use it as $\(name)"])
    }

    static func unboundInUndo(_ name: String, at span: Span, firstChange: Span) -> Diagnostic {
        Diagnostic(
            .unboundInUndo, "`\(name)` is not set yet when the action makes its first change", at: span,
            label: "an undo sees only what was set by then",
            further: [Place(span: firstChange, label: "the first change")],
            help: ["set `\(name)` before it"])
    }

    static func unboundInPreamble(_ name: String, at span: Span, phrase: Phrase, use: Span, bound: Span) -> Diagnostic {
        Diagnostic(
            .unboundInPreamble, "`\(phrase.signature.text)` needs `\(name)`, which is not set yet", at: span,
            label: "called here, before `\(name)` has its value",
            further: [Place(span: use, label: "needed here"), Place(span: bound, label: "set here")],
            help: ["move the `let` of `\(name)` above this one"])
    }
}
