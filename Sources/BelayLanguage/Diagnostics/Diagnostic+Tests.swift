import BelaySource
import BelaySyntax

/// What is wrong with a test before it is run.
extension Diagnostic {
    static func impossibleStub(_ stub: Command, otherSign other: Command?) -> Diagnostic {
        guard let other else {
            return Diagnostic(
                .impossibleStub, "no command of the runbook or its libraries can read like this", at: stub.span,
                label: "it could never run",
                help: ["write it as the plan shows it, with \(Stub.wildcard) for any text"])
        }
        return Diagnostic(
            .impossibleStub, "the runbook has this command with the sign `\(other.sign.rawValue)`", at: stub.span,
            label: "here it is a `\(stub.sign.rawValue)`", further: [Place(span: other.span, label: "this one")])
    }

    static func nothingToRun(at span: Span) -> Diagnostic {
        Diagnostic(
            .nothingToRun, "`run` runs a runbook, and this file is of none", at: span,
            label: "there is nothing to run",
            help: ["name it above the tests: tests of NAME", "or call a phrase: write it as in a runbook"])
    }

    static func notAParameter(_ name: NameSyntax, known: [String]) -> Diagnostic {
        let nearest = NameSuggestion.nearest(to: name.text, among: known).map { "did you mean `\($0)`?" }
        let all = known.isEmpty ? "it has none" : "they are \(known.joined(separator: ", "))"
        return Diagnostic(
            .unknownInTest, "`\(name.text)` is not a parameter of the runbook", at: name.span,
            label: nearest ?? all)
    }

    static func missingParameters(_ parameters: [Parameter], at span: Span) -> Diagnostic {
        let names = parameters.map { "\($0.name)=..." }.joined(separator: ", ")
        return Diagnostic(
            .missingParameters,
            parameters.count == 1
                ? "the parameter `\(parameters[0].name)` has no value"
                : "\(parameters.count) parameters have no value",
            at: span, label: "nobody is asked in a test", help: ["run with \(names)"])
    }

    static func claimBeforeRun(at span: Span) -> Diagnostic {
        Diagnostic(
            .misplacedTestLine, "nothing has run yet that this could be about", at: span,
            label: "it comes before anything runs", help: ["put it after `run`, or after a phrase"])
    }

    static func repeatedTest(_ title: String, at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .repeatedTest, "“\(title)” is there twice", at: span, label: "the same name",
            further: [Place(span: first, label: "the first one")])
    }

    static func unknownGiven(_ title: String, at span: Span, known: [String]) -> Diagnostic {
        let nearest = NameSuggestion.nearest(to: title, among: known).map { "did you mean “\($0)”?" }
        return Diagnostic(
            .unknownInTest, "nothing is given here as “\(title)”", at: span, label: nearest,
            help: ["define it above the tests: given \"\(title)\" { ... }"])
    }

    static func misplacedTestLine(_ what: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .misplacedTestLine, "\(what) cannot stand here", at: span,
            label: "only commands, and what they answer")
    }
}
