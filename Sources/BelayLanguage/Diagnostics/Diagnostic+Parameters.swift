import BelaySource
import BelaySyntax

/// Parameters, and how a library's are set.
extension Diagnostic {
    static func changeInParameter(_ sign: CommandSign, at span: Span) -> Diagnostic {
        Diagnostic(
            .effectInReader, "a parameter's default may only read, but `\(sign.rawValue)` makes changes", at: span,
            label: "it runs before the first step", help: ["read with `?`, or make the change in a phase"])
    }

    static func phraseInParameter(at span: Span) -> Diagnostic {
        Diagnostic(
            .phraseInParameter, "a parameter is known before the first step, where no phrase is called", at: span,
            label: "a phrase", help: ["use a command: param name: text = ? cmd", "or a top-level let: let name = ..."])
    }

    static func runInParameter(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .letInParameter, "`$\(name)` has its value only in the run, a parameter before", at: span,
            label: "not known here", help: ["write a top-level let: let name = ..."])
    }

    static func letInParameter(_ name: NameSyntax) -> Diagnostic {
        Diagnostic(
            .letInParameter, "`\(name.text)` is a `let`, which has its value only in the run, a parameter before",
            at: name.span, label: "not known here",
            help: ["make `\(name.text)` a `param` above this one, or make this one a `let`"])
    }

    static func parameterBelow(_ name: NameSyntax, bound: Span) -> Diagnostic {
        Diagnostic(
            .unboundName, "`\(name.text)` is not available here", at: name.span,
            label: "a default is made of the parameters above it",
            further: [Place(span: bound, label: "set here, further down")],
            help: ["move `param \(name.text)` above this one"])
    }

    static func parameterOfItself(_ name: NameSyntax) -> Diagnostic {
        Diagnostic(
            .unboundName, "the default of `\(name.text)` is made of `\(name.text)`", at: name.span,
            label: "it has no value without its default", help: ["write a value, or a parameter above this one"])
    }

    static func settingsOfSeveral(at span: Span, first: String) -> Diagnostic {
        Diagnostic(
            .settingsOfSeveral, "`with` sets the parameters of one library, and this `use` names several", at: span,
            label: "which of them is meant?",
            help: ["use \(first) with NAME=VALUE", "name the others in another `use`"])
    }

    static func unknownSetting(_ name: NameSyntax, library: String, known: [String]) -> Diagnostic {
        let nearest = NameSuggestion.nearest(to: name.text, among: known).map { "did you mean `\($0)`?" }
        let all = known.isEmpty ? "it has no parameters" : "its parameters are \(known.joined(separator: ", "))"
        return Diagnostic(
            .unknownSetting, "the library `\(library)` has no parameter `\(name.text)`", at: name.span,
            label: "set here", help: [nearest ?? all])
    }

    static func repeatedSetting(_ name: NameSyntax, first: Span) -> Diagnostic {
        Diagnostic(
            .repeatedSetting, "`\(name.text)` of this library is already set", at: name.span,
            label: "a library is there once, for all that use it",
            further: [Place(span: first, label: "first set here")],
            help: ["remove one of them"])
    }

    static func unsetParameter(_ parameter: Parameter, of library: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unsetParameter, "the library `\(library)` needs its parameter `\(parameter.name)`", at: span,
            label: "nothing sets it", further: [Place(span: parameter.span, label: "has no default")],
            help: ["use \(library) with \(parameter.name)=VALUE"])
    }
}
