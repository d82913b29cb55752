public import BelaySource

extension Diagnostic {
    static func unknownLibrary(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unknownLibrary, "there is no library `\(name)`", at: span, label: "no lib/\(name).runbook was found",
            help: ["Belay looks next to the file, then in the folders of $BELAY_PATH, then among the bundled libraries"]
        )
    }

    /// A program that the runbook `needs` and that this machine has not.
    public static func missingTool(_ need: Need) -> Diagnostic {
        Diagnostic(
            .missingTool, "`\(need.program)` is not installed on this machine", at: need.span,
            label: "not in any folder of $PATH", help: ["install \(need.program) and run again"])
    }

    /// A question that may be reached in a run where nobody is at a terminal; `flag` answers it on the command line.
    ///
    /// - Parameter conditions: the unknown conditions under which it is asked, outermost first.
    public static func unansweredQuestion(at span: Span, when conditions: [String], flag: String) -> Diagnostic {
        Diagnostic(
            .unansweredQuestion, "nobody is at a terminal to answer this", at: span,
            label: (["asked during the run"] + conditions).joined(separator: ", "),
            help: ["answer it on the command line: \(flag)"])
    }

    /// A plan that exceeds a limit.
    ///
    /// - Parameter message: the limit that it exceeds.
    public static func tooLongPlan(_ message: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .tooLongPlan, message, at: span, label: "planning stopped here",
            help: ["loop over fewer elements, or nest calls less deeply"])
    }

    /// A runbook that is run and does nothing at all.
    static func emptyRunbook(at span: Span) -> Diagnostic {
        Diagnostic(
            warning: .emptyRunbook, "this runbook does nothing", at: span, label: "it has no phase",
            help: ["phase \"Title\" { ... }"])
    }

    static func onlyInRunbook(_ keyword: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .onlyInRunbook, "\(keyword.map { "`\($0)`" } ?? "a step") is allowed only in a runbook, not in a library",
            at: span,
            label: "this file is used as a library",
            help: ["move it to the runbook, or into an action"])
    }

    /// Input typed into a session comes too late for it.
    static func onlyFromTheStart(_ keyword: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .onlyInRunbook, "a session takes its `\(keyword)` from the runbook it starts with", at: span,
            label: "this session has already started",
            help: keyword == "param"
                ? ["let NAME = VALUE", "belay repl RUNBOOK NAME=VALUE"] : ["belay repl RUNBOOK"])
    }

    static func repeatedHead(_ keyword: String, at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .repeatedHead, "a file can have only one `\(keyword)`", at: span, label: "the second one",
            further: [Place(span: first, label: "the first one")], help: ["remove one of them"])
    }

    static func lockNeedsParameters(at span: Span) -> Diagnostic {
        Diagnostic(
            .lockNeedsParameters, "a lock can only use parameters, because it is taken before anything runs", at: span,
            label: "this is only known during the run", help: ["lock $NAME, where NAME is a `param`"])
    }

    static func lockOfOneRun(at span: Span) -> Diagnostic {
        Diagnostic(
            .lockNeedsParameters, "a lock has the same name in every run, and `$run` is another one each time",
            at: span,
            label: "each run would hold a lock of its own",
            help: ["lock $NAME, where NAME is a `param` that says what only one run may change at a time"])
    }
}
