import BelaySource
import BelaySyntax

extension Diagnostic {
    static func unknownName(_ name: NameSyntax, known: [String]) -> Diagnostic {
        let near = NameSuggestion.nearest(to: name.text, among: known)
        return Diagnostic(
            .unknownName, "nothing here is named `\(name.text)`", at: name.span,
            label: near.map { "did you mean `$\($0)`?" }
                ?? "not a parameter, not a `let`, not a hole of this definition",
            help: near == nil ? ["bind it first: let \(name.text) = ..."] : [])
    }

    static func unknownNameInCommand(_ name: CommandNameSyntax, known: [String]) -> Diagnostic {
        let near = name.isExpansion ? nil : NameSuggestion.nearest(to: name.variable.name.text, among: known)
        return Diagnostic(
            .unknownNameInCommand, "nothing here is named `\(name.variable.name.text)`", at: name.variable.span,
            label: near.map { "did you mean `$\($0)`?" } ?? "Belay replaces it before the shell sees it",
            help: ["to leave it to the shell write \\\(name.source)"])
    }

    static func nameOutOfReach(_ name: CommandNameSyntax, _ place: String) -> Diagnostic {
        let variable = name.variable.name.text
        return Diagnostic(
            .nameOutOfReach, "no value can be put into \(place) safely", at: name.variable.span,
            label: "the shell reads it once more here",
            help: [
                "give it as a variable: with env \(variable.uppercased())=$\(variable) { }, and write \\$\(variable.uppercased()) here"
            ])
    }

    static func expansionOfName(_ name: CommandNameSyntax) -> Diagnostic {
        let variable = name.variable.name.text
        return Diagnostic(
            .nameOutOfReach, "only the shell can mean `\(name.source)`, and `\(variable)` is Belay's",
            at: name.variable.span,
            label: "the shell knows no variable of this name",
            help: ["give it as a variable: with env \(variable)=$\(variable) { }, and write \\\(name.source) here"])
    }

    static func nameInSingleQuotes(_ name: CommandNameSyntax) -> Diagnostic {
        Diagnostic(
            warning: .nameInSingleQuotes, "`\(name.source)` stays as it is inside '...'", at: name.variable.span,
            label: "the command gets the letters, not the value",
            help: ["write it in \"...\", or end the quotes before it"])
    }

    static func unboundName(_ name: NameSyntax, bound: Span, isHidden: Bool) -> Diagnostic {
        Diagnostic(
            .unboundName, "`\(name.text)` is not bound here on every path", at: name.span,
            label: isHidden ? "the block that bound it has ended" : "too early",
            further: [Place(span: bound, label: isHidden ? "bound here, for its own block only" : "bound only here")],
            help: [
                isHidden
                    ? "bind it before the block: let \(name.text) = if ... then ... else ..."
                    : "move this below, or the `let` above"
            ])
    }

    static func uncertainName(_ name: NameSyntax, bound: Span) -> Diagnostic {
        Diagnostic(
            .unboundName, "`\(name.text)` is not bound here on every path", at: name.span,
            label: "a failure before its `let` may have been recovered from",
            further: [Place(span: bound, label: "bound here, in a block whose `on failure` recovers")],
            help: ["bind it above the `on failure`, or use it inside the block only"])
    }

    static func repeatedName(_ name: NameSyntax, first: Span, isGlobal: Bool) -> Diagnostic {
        Diagnostic(
            .repeatedName, "`\(name.text)` is bound already", at: name.span, label: "no name hides another",
            further: [Place(span: first, label: isGlobal ? "for the whole file" : "the first time")],
            help: ["choose another name"])
    }

    static func reservedName(_ name: NameSyntax) -> Diagnostic {
        Diagnostic(
            .reservedName, "`\(name.text)` is a name of the language", at: name.span,
            label: "means \(name.text == "run" ? "the run itself" : "what went wrong, in handlers") everywhere",
            help: ["choose another name"])
    }

    static func failureOutsideHandler(_ name: NameSyntax) -> Diagnostic {
        Diagnostic(
            .failureOutsideHandler, "`$failure` is known only in a handler", at: name.span,
            label: "nothing has failed here", help: ["use it inside `on failure { }` or `always { }`"])
    }

    static func unusedName(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            warning: .unusedName, "`\(name)` is never used", at: span, label: "and finding its value asks nothing",
            help: ["leave the `let` out, or use it as $\(name)"])
    }

    static func unboundInUndo(_ name: String, at span: Span, firstChange: Span) -> Diagnostic {
        Diagnostic(
            .unboundInUndo, "`\(name)` is not bound yet when the action first changes something", at: span,
            label: "an undo sees what was bound by then",
            further: [Place(span: firstChange, label: "the first change")],
            help: ["bind `\(name)` before it"])
    }

    static func unboundInPreamble(_ name: String, at span: Span, phrase: Phrase, use: Span, bound: Span) -> Diagnostic {
        Diagnostic(
            .unboundInPreamble, "`\(phrase.signature.text)` needs `\(name)`, which is not bound yet", at: span,
            label: "asked here, before `\(name)` has its value",
            further: [Place(span: use, label: "needed here"), Place(span: bound, label: "bound here")],
            help: ["move the `let` of `\(name)` above this one"])
    }
}
