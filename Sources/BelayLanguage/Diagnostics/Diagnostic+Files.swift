public import BelaySource

extension Diagnostic {
    static func unknownLibrary(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unknownLibrary, "there is no library `\(name)`", at: span, label: "no lib/\(name).runbook was found",
            help: ["it is looked for beside the file, then in the folders of $BELAY_PATH, then among the bundled ones"])
    }

    /// A program that the runbook `needs` and that this machine has not.
    public static func missingTool(_ need: Need) -> Diagnostic {
        Diagnostic(
            .missingTool, "`\(need.program)` is not on this machine", at: need.span,
            label: "looked for in the folders of $PATH", help: ["install \(need.program), and run again"])
    }

    /// A question that may be reached in a run where nobody is at a terminal; `flag` answers it on the command line.
    ///
    /// - Parameter conditions: under which it is asked, as far as they are not known, outermost first.
    public static func unansweredQuestion(at span: Span, when conditions: [String], flag: String) -> Diagnostic {
        Diagnostic(
            .unansweredQuestion, "nobody is there to answer this", at: span,
            label: (["asked in the run"] + conditions).joined(separator: ", "),
            help: ["answer it on the command line: \(flag)"])
    }

    /// A plan of which no end is in sight.
    ///
    /// - Parameter message: which bound it passes.
    public static func tooLongPlan(_ message: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .tooLongPlan, message, at: span, label: "the plan was given up here",
            help: ["loop over fewer elements, or call fewer phrases from each other"])
    }

    /// A runbook that is run and does nothing at all.
    static func emptyRunbook(at span: Span) -> Diagnostic {
        Diagnostic(
            warning: .emptyRunbook, "this runbook does nothing", at: span, label: "it has no phase",
            help: ["phase \"Title\" { ... }"])
    }

    static func onlyInRunbook(_ keyword: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .onlyInRunbook, "\(keyword.map { "`\($0)`" } ?? "a step") stands in a runbook, not in a library", at: span,
            label: "this file is used as a library",
            help: keyword == "param"
                ? ["give it to the phrases that need it as a hole or an option"]
                : ["put it into the runbook, or into an action"])
    }

    /// What is typed into a session comes too late for it.
    static func onlyFromTheStart(_ keyword: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .onlyInRunbook, "a session has its `\(keyword)` from the runbook that it begins with", at: span,
            label: "this one has begun",
            help: keyword == "param"
                ? ["let NAME = VALUE", "belay repl RUNBOOK NAME=VALUE"] : ["belay repl RUNBOOK"])
    }

    static func repeatedHead(_ keyword: String, at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .repeatedHead, "`\(keyword)` stands once in a runbook", at: span, label: "the second one",
            further: [Place(span: first, label: "the first one")], help: ["leave one of them out"])
    }

    static func lockNeedsParameters(at span: Span) -> Diagnostic {
        Diagnostic(
            .lockNeedsParameters, "a lock is made of parameters, since it is taken before anything is asked", at: span,
            label: "this is known only in the run", help: ["lock $NAME, where NAME is a `param`"])
    }
}
