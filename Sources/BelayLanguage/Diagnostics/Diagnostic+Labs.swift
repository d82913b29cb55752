import BelaySource
import BelaySyntax

/// What is wrong with a lab.
extension Diagnostic {
    static func badNameInLab(_ name: String, _ rule: LabName, at span: Span) -> Diagnostic {
        Diagnostic(
            .badNameInLab, "`\(name)` cannot be the name of \(rule.kind)", at: span,
            label: "expected a small letter, then \(rule.parts), \(rule.longest) in all at most")
    }

    /// - Parameter name: nil if there can be one of the kind only.
    static func repeatedInLab(_ name: String?, _ kind: String, at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .repeatedInLab,
            name.map { "\(kind) named `\($0)` is there already" } ?? "a lab can have only one `\(kind)`",
            at: span, label: "the second one", further: [Place(span: first, label: "the first one")],
            help: [name == nil ? "put both in one block" : "give one of them another name"])
    }

    static func unknownHostInLab(_ name: String, at span: Span, known: [String]) -> Diagnostic {
        let near = NameSuggestion.nearest(to: name, among: known)
        return Diagnostic(
            .unknownHostInLab, "the lab has no machine `\(name)`", at: span,
            label: near.map { "did you mean `\($0)`?" },
            help: (known.isEmpty ? [] : ["its hosts are \(known.listed(with: "and"))"]) + ["machine \(name)"])
    }

    static func idleMachine(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            warning: .idleMachine, "`\(name)` runs nothing, and nothing reaches it", at: span,
            label: "it would only be there", help: ["machine \(name) { runs UNIT }", "or remove it"])
    }

    static func labWithoutState(at span: Span) -> Diagnostic {
        Diagnostic(
            .labWithoutState, "a lab says how things are when the run is done", at: span,
            label: "no `ends` here is `when done`",
            help: ["ends STATE \"What is then true\" when done { expect ... }"])
    }

    static func stateWithoutExpect(_ syntax: EndsSyntax) -> Diagnostic {
        Diagnostic(
            .stateWithoutExpect, "this state expects nothing, so it holds whatever happens", at: syntax.name.span,
            label: "its block has no `expect`", help: ["ends \(syntax.name.literal ?? "STATE") \"...\" { expect ... }"])
    }

    static func idleClient(_ name: NameSyntax) -> Diagnostic {
        Diagnostic(
            .idleClient, "a turn of `\(name.text)` asks for nothing", at: name.span, label: "its block has no command",
            help: ["meanwhile \(name.text) every 100ms { ? curl -sf -m 1 http://web1/ }"])
    }

    static func foundWithoutClient(_ name: NameSyntax, known: [String]) -> Diagnostic {
        let near = NameSuggestion.nearest(to: name.text, among: known)
        return Diagnostic(
            .foundWithoutClient, "there is no `meanwhile \(name.text)`", at: name.span,
            label: near.map { "did you mean `\($0)`?" } ?? "it says what is there of the turns of a `meanwhile`",
            help: ["meanwhile \(name.text) every 100ms { ... }"])
    }

    static func foundWithoutList(_ syntax: FoundSyntax) -> Diagnostic {
        Diagnostic(
            .foundWithoutList, "`found \(syntax.name.text)` does not give its list on every way", at: syntax.name.span,
            label: "the end is reached without `give`",
            help: ["found \(syntax.name.text) { give ? COMMAND }: a line for each"])
    }

    static func earlyGive(at span: Span) -> Diagnostic {
        Diagnostic(
            .foundWithoutList, "in a `found`, `give` comes last", at: span, label: "something comes after it",
            help: ["if C { give A } else { give B }"])
    }

    static func unknownPace(_ clause: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .notWrittenOut, "a lab is built before anything runs, so `\(clause)` takes a duration", at: span,
            label: "expected a duration above zero, as it is written", help: ["\(clause) DURATION, such as 500ms"])
    }

    static func badDisk(_ size: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .notWrittenOut, "`\(size)` is not the size of a disk", at: span, label: "expected a number of bytes",
            help: ["disk /var/lib/postgresql 512MiB"])
    }

    static func badDiskPath(_ path: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .notWrittenOut, "`\(path)` is not where a disk can be", at: span,
            label: "expected the path of a folder, beginning with `/`", help: ["disk /var/lib/postgresql 512MiB"])
    }

    static func clientOutsideState(_ name: NameSyntax) -> Diagnostic {
        Diagnostic(
            .clientOutsideState, "what `\(name.text)` has come to is known in `ends` only", at: name.span,
            label: "`meanwhile \(name.text)` still continues here",
            help: ["ends STATE \"...\" { expect $\(name.text).acknowledged > 0 }"])
    }

    static func labParameterWithoutValue(_ syntax: ParameterSyntax) -> Diagnostic {
        Diagnostic(
            .labParameterWithoutValue, "a lab gives its parameters their values", at: syntax.span,
            label: "nobody is asked for `\(syntax.name.text)`", help: ["param \(syntax.name.text): TYPE = VALUE"])
    }

    static func unknownClientField(_ name: String, at span: Span, of client: String) -> Diagnostic {
        Diagnostic(
            .unknownField, "`$\(client)` has no field `\(name)`", at: span,
            label: "nothing says what is there of its turns",
            help: ["found \(client) { give ? COMMAND }: a line for each turn that is there"])
    }

    static func onlyInLab(_ keyword: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .onlyInRunbook, "a lab cannot be used as a library", at: span, label: "`\(keyword)` makes it a lab",
            help: ["move the phrases that both need to lib/NAME.runbook, and write there and here: use NAME"])
    }

    static func notInLab(_ keyword: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .onlyInRunbook, "\(keyword.map { "`\($0)`" } ?? "a step") is allowed only in a runbook, not in a lab",
            at: span, label: "this file is a lab",
            help: [keyword == nil ? "what comes before the run is in: begin { ... }" : "remove it"])
    }
}
